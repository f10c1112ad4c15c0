import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { findChannelRow } from '@/lib/channels/queries';
import { type ChannelView, channelRef } from '@/lib/channels/schema';
import { toChannelView } from '@/lib/channels/view';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

/** @throws ProductError `not_found` */
export async function getChannel(ctx: Ctx, raw: unknown): Promise<ChannelView> {
  authorize(ctx, 'channel.read');
  const { id } = parseInput(channelRef, raw);
  const row = await findChannelRow(ctx.db, ctx.organizationId, id);
  const limit = projectLimit(ctx);
  if (row === null || (limit !== null && row.projectId !== limit)) throw notFound('channel');
  return toChannelView(row);
}
