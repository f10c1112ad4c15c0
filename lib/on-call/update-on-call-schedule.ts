import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { makeReachable } from '@/lib/on-call/internal/make-reachable';
import { requireMembers } from '@/lib/on-call/internal/require-members';
import { toStoredLayers } from '@/lib/on-call/internal/stored-layers';
import { lockScheduleRow, updateScheduleRow } from '@/lib/on-call/queries/schedules';
import { type OnCallScheduleView, updateOnCallScheduleInput } from '@/lib/on-call/schema';
import { layersOf, toScheduleView, userIdsOf } from '@/lib/on-call/view';
import { findMemberNames } from '@/lib/organizations/find-member-names';

/** `layers` are replaced as a whole. @throws ProductError `invalid`, `not_found` (schedule, member) */
export async function updateOnCallSchedule(ctx: Ctx, raw: unknown): Promise<OnCallScheduleView> {
  authorize(ctx, 'on_call.write');
  refuseProjectKeys(ctx);
  const { id, name, time_zone, layers } = parseInput(updateOnCallScheduleInput, raw);
  return await ctx.db.transaction(async (db) => {
    const before = await lockScheduleRow(db, ctx.organizationId, id);
    if (before === null) throw notFound('on-call schedule');
    if (layers !== undefined) {
      const already = userIdsOf(layersOf(before));
      const present = await requireMembers(db, ctx.organizationId, userIdsOf(layers), already);
      await makeReachable(db, ctx.organizationId, present);
    }
    const row = await updateScheduleRow(db, ctx.organizationId, id, {
      ...(name === undefined ? {} : { name }),
      ...(time_zone === undefined ? {} : { timeZone: time_zone }),
      ...(layers === undefined ? {} : { layers: toStoredLayers(layers) }),
      updatedAt: ctx.now,
    });
    if (row === null) throw notFound('on-call schedule');
    const patch = { name, time_zone, layers };
    const changed = Object.entries(patch).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    await writeAudit(ctx, db, { action: 'on_call_schedule.updated', targetId: id, detail: { changed } });
    const names = await findMemberNames(db, ctx.organizationId, userIdsOf(layersOf(row)));
    return toScheduleView(row, names);
  });
}
