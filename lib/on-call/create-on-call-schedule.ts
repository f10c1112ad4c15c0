import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { makeReachable } from '@/lib/on-call/internal/make-reachable';
import { requireMembers } from '@/lib/on-call/internal/require-members';
import { toStoredLayers } from '@/lib/on-call/internal/stored-layers';
import { insertSchedule } from '@/lib/on-call/queries/schedules';
import { createOnCallScheduleInput, type OnCallScheduleView } from '@/lib/on-call/schema';
import { toScheduleView, userIdsOf } from '@/lib/on-call/view';
import { findMemberNames } from '@/lib/organizations/find-member-names';

/** Everybody in it can be reached from then on. @throws ProductError `invalid`, `not_found` (member) */
export async function createOnCallSchedule(ctx: Ctx, raw: unknown): Promise<OnCallScheduleView> {
  authorize(ctx, 'on_call.write');
  refuseProjectKeys(ctx);
  const input = parseInput(createOnCallScheduleInput, raw);
  const userIds = userIdsOf(input.layers);
  return await ctx.db.transaction(async (db) => {
    await requireMembers(db, ctx.organizationId, userIds);
    const row = await insertSchedule(db, {
      id: newId('ocs', ctx.now.getTime()),
      organizationId: ctx.organizationId,
      name: input.name,
      timeZone: input.time_zone,
      layers: toStoredLayers(input.layers),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    await makeReachable(db, ctx.organizationId, userIds);
    const entry = { action: 'on_call_schedule.created', targetId: row.id, detail: { name: row.name } };
    await writeAudit(ctx, db, entry);
    return toScheduleView(row, await findMemberNames(db, ctx.organizationId, userIds));
  });
}
