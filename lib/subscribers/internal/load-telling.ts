import type { Db } from '@/db/client';
import { pageAddress } from '@/lib/subscribers/internal/page-address';
import { type FoundNotification, selectAffected } from '@/lib/subscribers/queries/sending';
import type { Telling } from '@/lib/subscribers/rules/telling';

/** All that is told of an update, at whichever attempt and to whomever. */
export async function loadTelling(
  db: Db,
  { page, incident, update }: Pick<FoundNotification, 'page' | 'incident' | 'update'>,
): Promise<Telling> {
  const changed = new Map(update.affected.map(({ componentId, newStatus }) => [componentId, newStatus]));
  const affected = await selectAffected(db, incident.id);
  return {
    page: {
      id: page.id,
      name: page.name,
      url: await pageAddress(db, page),
      timeZone: page.timeZone,
      updatedAtMs: page.updatedAt.getTime(),
    },
    incident: {
      id: incident.id,
      kind: incident.kind,
      title: incident.title,
      status: incident.status,
      impact: incident.impact,
      startedAtMs: incident.startedAt.getTime(),
      createdAtMs: incident.createdAt.getTime(),
      updatedAtMs: incident.updatedAt.getTime(),
      monitoringAtMs: incident.monitoringAt?.getTime() ?? null,
      resolvedAtMs: incident.resolvedAt?.getTime() ?? null,
      scheduledForMs: incident.scheduledFor?.getTime() ?? null,
      scheduledUntilMs: incident.scheduledUntil?.getTime() ?? null,
    },
    update: {
      id: update.id,
      status: update.status,
      body: update.body,
      displayAtMs: update.displayAt.getTime(),
      createdAtMs: update.createdAt.getTime(),
      updatedAtMs: update.updatedAt.getTime(),
      affected: update.affected,
    },
    // As they were by this update, whatever a later one has said of them since.
    components: affected.map(({ id, name, status }) => ({ id, name, status: changed.get(id) ?? status })),
  };
}
