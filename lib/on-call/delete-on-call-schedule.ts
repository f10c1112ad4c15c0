import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { deleteScheduleRow, findPolicyNaming, lockScheduleRow } from '@/lib/on-call/queries/schedules';
import { onCallScheduleRef } from '@/lib/on-call/schema';

/** With its overrides. @throws ProductError `not_found`, `conflict` where a policy names it */
export async function deleteOnCallSchedule(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'on_call.write');
  refuseProjectKeys(ctx);
  const { id } = parseInput(onCallScheduleRef, raw);
  return await ctx.db.transaction(async (db) => {
    const row = await lockScheduleRow(db, ctx.organizationId, id);
    if (row === null) throw notFound('on-call schedule');
    const policyName = await findPolicyNaming(db, ctx.organizationId, id);
    if (policyName !== null) {
      throw new ProductError(
        'conflict',
        `The policy “${policyName}” alerts ${row.name}. Take it out of the policy's steps, then delete it.`,
      );
    }
    await deleteScheduleRow(db, ctx.organizationId, id);
    await writeAudit(ctx, db, {
      action: 'on_call_schedule.deleted',
      targetId: id,
      detail: { name: row.name },
    });
    return { id };
  });
}
