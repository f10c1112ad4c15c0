import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { deleteChannelRow, findChannelRow } from '@/lib/channels/queries';
import { channelRef } from '@/lib/channels/schema';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

/** With its deliveries, waiting ones too. @throws ProductError `not_found` */
export async function deleteChannel(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'channel.write');
  const { id } = parseInput(channelRef, raw);
  return ctx.db.transaction(async (db) => {
    const row = await findChannelRow(db, ctx.organizationId, id);
    const limit = projectLimit(ctx);
    if (row === null || (limit !== null && row.projectId !== limit)) throw notFound('channel');
    if ((await deleteChannelRow(db, ctx.organizationId, id)) === null) throw notFound('channel');
    const detail = { name: row.name, type: row.type };
    await writeAudit(ctx, db, { action: 'channel.deleted', targetId: id, detail });
    return { id };
  });
}
