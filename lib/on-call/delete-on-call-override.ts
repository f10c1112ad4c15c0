import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { deleteOverrideRow, endOverride, lockOverride } from '@/lib/on-call/queries/overrides';
import { lockScheduleRow, updateScheduleRow } from '@/lib/on-call/queries/schedules';
import { onCallOverrideRef } from '@/lib/on-call/schema';

/**
 * One that has not begun is gone; one that runs ends now, and its part until now is kept.
 * @throws ProductError `not_found`, `conflict` for one that is over
 */
export async function deleteOnCallOverride(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'on_call.write');
  refuseProjectKeys(ctx);
  const { schedule_id, id } = parseInput(onCallOverrideRef, raw);
  return await ctx.db.transaction(async (db) => {
    await lockScheduleRow(db, ctx.organizationId, schedule_id);
    const row = await lockOverride(db, ctx.organizationId, schedule_id, id);
    if (row === null) throw notFound('override');
    if (row.endsAt <= ctx.now) {
      throw new ProductError('conflict', 'This override is over. It is kept, to tell who was on call.');
    }
    const hasBegun = row.startsAt < ctx.now;
    if (hasBegun) await endOverride(db, row, ctx.now);
    else await deleteOverrideRow(db, row);
    await updateScheduleRow(db, ctx.organizationId, schedule_id, { updatedAt: ctx.now });
    await writeAudit(ctx, db, {
      action: hasBegun ? 'on_call_override.ended' : 'on_call_override.deleted',
      targetId: id,
      detail: { schedule_id, user_id: row.userId },
    });
    return { id };
  });
}
