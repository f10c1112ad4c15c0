import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { selectChannelRows } from '@/lib/channels/queries';
import { type ChannelView, listChannelsInput } from '@/lib/channels/schema';
import { toChannelView } from '@/lib/channels/view';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';

/** Newest first. */
export async function listChannels(ctx: Ctx, raw: unknown): Promise<Page<ChannelView>> {
  authorize(ctx, 'channel.read');
  const { limit, cursor, project_id, ...filter } = parseInput(listChannelsInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const projectId = project_id ?? projectLimit(ctx) ?? undefined;
  const before = decodeIdCursor(cursor, 'chn');
  const rows = await selectChannelRows(
    ctx.db,
    ctx.organizationId,
    { ...filter, projectId },
    { limit, before },
  );
  return toPage(rows, limit, (row) => [row.id], toChannelView);
}
