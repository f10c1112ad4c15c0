import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectOverridePage } from '@/lib/on-call/queries/overrides';
import { findScheduleRow } from '@/lib/on-call/queries/schedules';
import { listOnCallOverridesInput, type OnCallOverrideView } from '@/lib/on-call/schema';
import { toOverrideView } from '@/lib/on-call/view';
import { findMemberNames } from '@/lib/organizations/find-member-names';

/** Newest first, those that are over among them. @throws ProductError `not_found` */
export async function listOnCallOverrides(ctx: Ctx, raw: unknown): Promise<Page<OnCallOverrideView>> {
  authorize(ctx, 'on_call.read');
  refuseProjectKeys(ctx);
  const { schedule_id, limit, cursor } = parseInput(listOnCallOverridesInput, raw);
  const beforeId = decodeIdCursor(cursor, 'ovr');
  const { db, organizationId } = ctx;
  if ((await findScheduleRow(db, organizationId, schedule_id)) === null) throw notFound('on-call schedule');
  const rows = await selectOverridePage(db, organizationId, schedule_id, { beforeId, limit: limit + 1 });
  const userIds = rows.map((row) => row.userId);
  const names = await findMemberNames(db, organizationId, userIds);
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toOverrideView(row, names),
  );
}
