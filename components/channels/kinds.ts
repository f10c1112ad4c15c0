import { type ChannelType, channelTypes } from '@/lib/notifiers/constants';
import type { ChannelKind } from '@/lib/notifiers/rules/kind';
import { channelKinds } from '@/lib/notifiers/schema';

/** What a list shows of a kind of channel. */
export type KindName = Pick<ChannelKind, 'word' | 'group'> & { type: ChannelType };

/** What the picker and the forms show of it: without the schema, which stays on the server. */
export type KindView = KindName & Pick<ChannelKind, 'summary' | 'fields' | 'steps' | 'docsUrl'>;

/** For server components: what they hand on, so that no browser loads every kind of channel there is. */
export function kindView(type: ChannelType): KindView {
  const { word, group, summary, fields, steps, docsUrl } = channelKinds[type];
  return { type, word, group, summary, fields, steps, docsUrl };
}

export function kindNames(): KindName[] {
  return channelTypes.map((type) => ({
    type,
    word: channelKinds[type].word,
    group: channelKinds[type].group,
  }));
}

/** For the picker. */
export type KindChoice = KindName & Pick<ChannelKind, 'summary'>;

export function kindChoices(): KindChoice[] {
  return channelTypes.map((type) => {
    const { word, group, summary } = channelKinds[type];
    return { type, word, group, summary };
  });
}
