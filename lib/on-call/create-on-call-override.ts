import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField, notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { maxOverrideDays } from '@/lib/on-call/constants';
import { makeReachable } from '@/lib/on-call/internal/make-reachable';
import { requireMembers } from '@/lib/on-call/internal/require-members';
import { insertOverride } from '@/lib/on-call/queries/overrides';
import { lockScheduleRow, updateScheduleRow } from '@/lib/on-call/queries/schedules';
import { createOnCallOverrideInput, type OnCallOverrideView } from '@/lib/on-call/schema';
import { toOverrideView } from '@/lib/on-call/view';
import { findMemberNames } from '@/lib/organizations/find-member-names';

const dayMs = 86_400_000;

/** Wins over all layers and over the overrides made before it. @throws ProductError `invalid`, `not_found` */
export async function createOnCallOverride(ctx: Ctx, raw: unknown): Promise<OnCallOverrideView> {
  authorize(ctx, 'on_call.write');
  refuseProjectKeys(ctx);
  const { schedule_id, user_id, starts_at, ends_at } = parseInput(createOnCallOverrideInput, raw);
  const nowMs = ctx.now.getTime();
  const startsMs = Math.max(nowMs, starts_at === undefined ? nowMs : Date.parse(starts_at));
  const endsMs = Date.parse(ends_at);
  if (endsMs <= startsMs) refuseEnd('must be in the future');
  if (endsMs - startsMs > maxOverrideDays * dayMs) refuseEnd(`must be at most ${maxOverrideDays} days away`);
  return await ctx.db.transaction(async (db) => {
    const schedule = await lockScheduleRow(db, ctx.organizationId, schedule_id);
    if (schedule === null) throw notFound('on-call schedule');
    await requireMembers(db, ctx.organizationId, [user_id]);
    const row = await insertOverride(db, {
      id: newId('ovr', nowMs),
      organizationId: ctx.organizationId,
      scheduleId: schedule_id,
      userId: user_id,
      startsAt: new Date(startsMs),
      endsAt: new Date(endsMs),
      createdAt: ctx.now,
    });
    await updateScheduleRow(db, ctx.organizationId, schedule_id, { updatedAt: ctx.now });
    await makeReachable(db, ctx.organizationId, [user_id]);
    const view = toOverrideView(row, await findMemberNames(db, ctx.organizationId, [user_id]));
    const { starts_at: from, ends_at: to } = view;
    const detail = { schedule_id, user_id, starts_at: from, ends_at: to };
    await writeAudit(ctx, db, { action: 'on_call_override.created', targetId: row.id, detail });
    return view;
  });
}

function refuseEnd(detail: string): never {
  throw invalidField('/ends_at', detail, 'out_of_range');
}
