import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectSchedulePage } from '@/lib/on-call/queries/schedules';
import { listOnCallSchedulesInput, type OnCallScheduleView } from '@/lib/on-call/schema';
import { layersOf, toScheduleView, userIdsOf } from '@/lib/on-call/view';
import { findMemberNames } from '@/lib/organizations/find-member-names';

/** Newest first. */
export async function listOnCallSchedules(ctx: Ctx, raw: unknown): Promise<Page<OnCallScheduleView>> {
  authorize(ctx, 'on_call.read');
  refuseProjectKeys(ctx);
  const { limit, cursor } = parseInput(listOnCallSchedulesInput, raw);
  const beforeId = decodeIdCursor(cursor, 'ocs');
  const rows = await selectSchedulePage(ctx.db, ctx.organizationId, { beforeId, limit: limit + 1 });
  const userIds = new Set(rows.flatMap((row) => userIdsOf(layersOf(row))));
  const names = await findMemberNames(ctx.db, ctx.organizationId, [...userIds]);
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toScheduleView(row, names),
  );
}
