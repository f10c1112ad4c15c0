import type { Db } from '@/db/client';
import { findScheduleNames } from '@/lib/on-call/find-schedule-names';
import { findMemberNames } from '@/lib/organizations/find-member-names';
import { selectChannels } from '@/lib/policies/queries';
import { describeTargets } from '@/lib/policies/rules/describe-policy';
import type { PolicyStep } from '@/lib/policies/schema';

/** Whom a step names, as in `#ops and Ada`. For verbs that have asked for their own permission already. */
export async function describeStep(db: Db, organizationId: string, step: PolicyStep): Promise<string> {
  const channels = await selectChannels(db, organizationId);
  return describeTargets(step, {
    channels: new Map(channels.map(({ id, name }) => [id, name])),
    users: await findMemberNames(db, organizationId, step.user_ids),
    schedules: await findScheduleNames(db, organizationId, step.schedule_ids),
  });
}
