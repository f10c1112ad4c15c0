import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { findScheduleRow } from '@/lib/on-call/queries/schedules';
import { type OnCallScheduleView, onCallScheduleRef } from '@/lib/on-call/schema';
import { layersOf, toScheduleView, userIdsOf } from '@/lib/on-call/view';
import { findMemberNames } from '@/lib/organizations/find-member-names';

/** @throws ProductError `not_found` */
export async function getOnCallSchedule(ctx: Ctx, raw: unknown): Promise<OnCallScheduleView> {
  authorize(ctx, 'on_call.read');
  refuseProjectKeys(ctx);
  const { id } = parseInput(onCallScheduleRef, raw);
  const row = await findScheduleRow(ctx.db, ctx.organizationId, id);
  if (row === null) throw notFound('on-call schedule');
  const names = await findMemberNames(ctx.db, ctx.organizationId, userIdsOf(layersOf(row)));
  return toScheduleView(row, names);
}
