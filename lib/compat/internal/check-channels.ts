import type { Ctx } from '@/lib/access/context';
import type { ChannelView } from '@/lib/channels/schema';
import { allChannels } from '@/lib/compat/internal/show-check';
import { toUuid } from '@/lib/core/ids';

/**
 * Here the channels of a project are told about all of its monitors, so a choice that leaves one out cannot be kept.
 * Nothing chosen is what clients send that know of no channels. Null: all is well.
 */
export async function checkChannels(
  ctx: Ctx,
  projectId: string,
  wanted: string | undefined,
): Promise<string | null> {
  if (wanted === undefined || wanted === '' || wanted === '*') return null;
  const available = await allChannels(ctx, projectId);
  const chosen = new Set<string>();
  for (const name of wanted.split(',')) {
    const found = findChannel(available, name);
    if (typeof found === 'string') return found;
    chosen.add(found.id);
  }
  if (available.every(({ id }) => chosen.has(id))) return null;
  return 'channels must name every channel of the project, or be "*": all of them are told about each of its checks';
}

function findChannel(available: readonly ChannelView[], name: string): ChannelView | string {
  if (name === '') return 'empty channel identifier';
  const matches = available.filter((channel) => toUuid(channel.id) === name || channel.name === name);
  const [first, second] = matches;
  if (first === undefined) return `invalid channel identifier: ${name}`;
  return second === undefined ? first : `non-unique channel identifier: ${name}`;
}
