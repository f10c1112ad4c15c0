import type { Ctx } from '@/lib/access/context';
import { projectLimit } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findOnCallUsers } from '@/lib/on-call/find-on-call-users';
import { findScheduleNames } from '@/lib/on-call/find-schedule-names';
import { findMemberNames } from '@/lib/organizations/find-member-names';
import { countMonitors, findPolicyRow, type StoredPolicy, selectChannels } from '@/lib/policies/queries';
import type { PolicyStep, PolicyView } from '@/lib/policies/schema';
import { specOf, toPolicyView } from '@/lib/policies/view';

/** @throws ProductError `not_found`, also outside the project a key is limited to */
export async function requirePolicy(ctx: Ctx, policyId: string): Promise<StoredPolicy> {
  const row = await findPolicyRow(ctx.db, ctx.organizationId, policyId);
  const limit = projectLimit(ctx);
  if (row === null || (limit !== null && row.projectId !== limit)) throw notFound('policy');
  return row;
}

/** With names, and with how many channels each step reaches now: in one go for any number of policies. */
export async function toPolicyViews(
  { db, organizationId, now }: Ctx,
  rows: readonly StoredPolicy[],
): Promise<PolicyView[]> {
  if (rows.length === 0) return [];
  const steps: PolicyStep[] = rows.flatMap((row) => specOf(row).steps);
  const scheduleIds = [...new Set(steps.flatMap((step) => step.schedule_ids))];
  const onCall = await findOnCallUsers(db, organizationId, scheduleIds, now);
  const userIds = new Set([...steps.flatMap((step) => step.user_ids), ...[...onCall.values()].flat()]);
  const channels = await selectChannels(db, organizationId);
  const monitorCounts = await countMonitors(
    db,
    rows.map(({ id }) => id),
  );
  const names = {
    users: await findMemberNames(db, organizationId, [...userIds]),
    schedules: await findScheduleNames(db, organizationId, scheduleIds),
    channels: new Map(channels.map(({ id, name }) => [id, name])),
  };
  return rows.map((row) =>
    toPolicyView(row, { names, channels, onCall, monitorCount: monitorCounts.get(row.id) ?? 0 }),
  );
}

export async function toOnePolicyView(ctx: Ctx, row: StoredPolicy): Promise<PolicyView> {
  const [view] = await toPolicyViews(ctx, [row]);
  if (view === undefined) throw new Error('a policy has no view');
  return view;
}
