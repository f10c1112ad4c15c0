import { completeUrl, headersOf, linesOf } from '@/components/forms/text-fields';
import type { ChannelView } from '@/lib/channels/schema';
import type { ChannelType } from '@/lib/notifiers/constants';

/** The form of a channel as it is typed. */
export type ChannelDraft = {
  projectId: string;
  type: ChannelType;
  name: string;
  to: string;
  url: string;
  headers: string;
};

export function channelDraftOf(channel: ChannelView): ChannelDraft {
  const { config } = channel;
  return {
    projectId: channel.project_id,
    type: channel.type,
    name: channel.name,
    to: stringsIn(config['to']).join('\n'),
    url: typeof config['url'] === 'string' ? config['url'] : '',
    headers: linesOf(recordIn(config['headers'])),
  };
}

function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function recordIn(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, String(content)]));
}

/** Where it sends to, in one line. */
export function targetWords(channel: Pick<ChannelView, 'config'>): string {
  const { config } = channel;
  return stringsIn(config['to']).join(', ') || (typeof config['url'] === 'string' ? config['url'] : '');
}

/** Under a merge patch a header that is gone must be named as `null`. */
export function configPatchOf(channel: ChannelView, draft: ChannelDraft): object {
  if (draft.type === 'email') return configOf(draft);
  const headers = headersOf(draft.headers);
  const gone = Object.keys(recordIn(channel.config['headers'])).filter((name) => !(name in headers));
  return {
    url: completeUrl(draft.url),
    headers: { ...headers, ...Object.fromEntries(gone.map((name) => [name, null])) },
  };
}

/** Addresses, one a line or separated by commas. */
export function addressesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((address) => address.trim())
    .filter((address) => address !== '');
}

export function configOf(draft: ChannelDraft): object {
  switch (draft.type) {
    case 'email':
      return { to: addressesOf(draft.to) };
    case 'webhook':
      return { url: completeUrl(draft.url), headers: headersOf(draft.headers) };
  }
}
