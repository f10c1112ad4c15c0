import type { Db } from '@/db/client';
import type { StoredActor } from '@/db/schema/incidents';
import {
  insertIncidentEvents,
  markResolved,
  type StoredIncident,
} from '@/lib/incidents/internal/bulk-queries';

export type IncidentToResolve = { id: string; resolvedAtMs: number; actor: StoredActor; body: string };

/** Resolves incidents in the caller's transaction, with a timeline entry. Gives back those that were still open. */
export async function resolveIncidents(
  tx: Db,
  list: readonly IncidentToResolve[],
): Promise<StoredIncident[]> {
  const resolved = await markResolved(tx, list);
  const sources = new Map(list.map((source) => [source.id, source]));
  await insertIncidentEvents(
    tx,
    resolved.flatMap(({ id, organizationId, resolvedAt }) => {
      const source = sources.get(id);
      if (source === undefined || resolvedAt === null) return [];
      const { actor, body } = source;
      return [{ organizationId, incidentId: id, at: resolvedAt, type: 'resolved' as const, actor, body }];
    }),
  );
  return resolved;
}
