import type { Db } from '@/db/client';
import { type FieldError, ProductError } from '@/lib/core/errors';
import { findScheduleNames } from '@/lib/on-call/find-schedule-names';
import { findMemberNames } from '@/lib/organizations/find-member-names';
import { selectChannels } from '@/lib/policies/queries';
import type { PolicyStep } from '@/lib/policies/schema';

type Targets = 'channel_ids' | 'user_ids' | 'schedule_ids';

const words: Record<Targets, string> = {
  channel_ids: 'channel',
  user_ids: 'member',
  schedule_ids: 'on-call schedule',
};

/**
 * Whom steps name must be of the project (channels) or the organization. Another tenant's is as if there were none.
 * `already`: what a policy has named before may stay, though it is gone since.
 * @throws ProductError `not_found` with pointers to the members of the arrays
 */
export async function checkTargets(
  db: Db,
  { organizationId, projectId }: { organizationId: string; projectId: string },
  steps: readonly PolicyStep[],
  already: readonly PolicyStep[] = [],
): Promise<void> {
  const idsOf = (field: Targets, list = steps) => [...new Set(list.flatMap((step) => step[field]))];
  const channels = await selectChannels(db, organizationId);
  const known: Record<Targets, Pick<ReadonlySet<string>, 'has'>> = {
    channel_ids: new Set(channels.filter((channel) => channel.projectId === projectId).map(({ id }) => id)),
    user_ids: await findMemberNames(db, organizationId, idsOf('user_ids')),
    schedule_ids: await findScheduleNames(db, organizationId, idsOf('schedule_ids')),
  };
  const errors = steps.flatMap((step, index) =>
    (['channel_ids', 'user_ids', 'schedule_ids'] as const).flatMap((field) => {
      const before = new Set(idsOf(field, already));
      return step[field].flatMap((id, place): FieldError[] =>
        known[field].has(id) || before.has(id)
          ? []
          : [
              {
                pointer: `/steps/${index}/${field}/${place}`,
                code: 'not_found',
                detail: `there is no such ${words[field]} here`,
              },
            ],
      );
    }),
  );
  const [first] = errors;
  if (first !== undefined)
    throw new ProductError('not_found', `${first.pointer}: ${first.detail}.`, { errors });
}
