import type { Db } from '@/db/client';
import {
  type OtherChannel,
  selectGoneChannels,
  selectOwnerIds,
  selectPersonalChannels,
  selectSharedChannels,
} from '@/lib/alerting/queries/falling-back';
import { ensurePersonalChannels } from '@/lib/channels/ensure-personal-channels';

export type Unreached = {
  organizationId: string;
  projectId: string;
  /** The channels that were to be told; null where a policy names whom. */
  channelIds: readonly string[] | null;
};

/**
 * Who is told where nobody is left because receivers have switched channels off: the other shared channels of the
 * project, else the owners by channels of their own. Where a person has switched them off, or there never was one,
 * nobody is: that was meant. Answers in the order given.
 */
export async function findLastResort(tx: Db, unreached: readonly Unreached[]): Promise<OtherChannel[][]> {
  if (unreached.length === 0) return [];
  const projectIds = [...new Set(unreached.map(({ projectId }) => projectId))];
  const gone = await selectGoneChannels(tx, projectIds, [
    ...new Set(unreached.flatMap(({ channelIds }) => channelIds ?? [])),
  ]);
  const wanted = unreached.map(({ projectId, channelIds }) =>
    gone.some(({ id, projectId: of }) => (channelIds === null ? of === projectId : channelIds.includes(id))),
  );
  if (!wanted.includes(true)) return unreached.map(() => []);
  const shared = await selectSharedChannels(tx, projectIds);
  const sharedOf = (id: string) => shared.filter(({ projectId }) => projectId === id);
  const owners = new Map<string, OtherChannel[]>();
  for (const [index, { organizationId, projectId }] of unreached.entries()) {
    if (wanted[index] !== true || owners.has(organizationId) || sharedOf(projectId).length > 0) continue;
    const ids = await selectOwnerIds(tx, organizationId);
    await ensurePersonalChannels(tx, organizationId, projectId, ids);
    owners.set(organizationId, await selectPersonalChannels(tx, organizationId, ids));
  }
  return unreached.map(({ organizationId, projectId }, index) => {
    if (wanted[index] !== true) return [];
    const others = sharedOf(projectId);
    return others.length > 0 ? others : (owners.get(organizationId) ?? []);
  });
}
