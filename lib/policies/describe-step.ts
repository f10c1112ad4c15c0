import type { Db } from '@/db/client';
import { displayName } from '@/lib/access/rules/display-name';
import { selectChannels, selectMembers, selectSchedules } from '@/lib/policies/queries';
import { describeTargets } from '@/lib/policies/rules/describe-policy';
import type { PolicyStep } from '@/lib/policies/schema';

/** Whom a step names, as in `#ops and Ada`. For verbs that have asked for their own permission already. */
export async function describeStep(db: Db, organizationId: string, step: PolicyStep): Promise<string> {
  const channels = await selectChannels(db, organizationId);
  const members = await selectMembers(db, organizationId, step.user_ids);
  const schedules = await selectSchedules(db, organizationId, step.schedule_ids);
  return describeTargets(step, {
    channels: new Map(channels.map(({ id, name }) => [id, name])),
    users: new Map(members.map(({ userId, name, email }) => [userId, displayName(name, email)])),
    schedules: new Map(schedules.map(({ id, name }) => [id, name])),
  });
}
