import type { Db } from '@/db/client';
import { nextVersion } from '@/lib/page-incidents/internal/say-update';
import { updatePageIncidentRow } from '@/lib/page-incidents/internal/write-queries';
import type { StoredPageIncident } from '@/lib/page-incidents/queries';

/** A locked one is told of no more, and not made again. Resolved as well, so that it stands in no list of what goes on. */
export function takeBack(tx: Db, incident: StoredPageIncident, now: Date): Promise<StoredPageIncident> {
  return updatePageIncidentRow(tx, incident.id, {
    publishedAt: null,
    publishAt: null,
    discardedAt: now,
    resolvedAt: now,
    updatedAt: nextVersion(incident, now),
  });
}
