import { publicId } from '@/lib/status-pages/rules/public-id';
import { incidentUrl } from '@/lib/subscribers/rules/incident-mail';
import type { Telling } from '@/lib/subscribers/rules/telling';

/** What a webhook gets: Standard Webhooks' envelope, and in it the shapes of Statuspage's API v2. */
export function webhookBody(telling: Telling): string {
  const { page, incident, update, components } = telling;
  const pageId = publicId(page.id);
  return JSON.stringify({
    type:
      incident.kind === 'maintenance' ? 'status_page.maintenance.updated' : 'status_page.incident.updated',
    timestamp: iso(update.createdAtMs),
    data: {
      page: {
        id: pageId,
        name: page.name,
        url: page.url,
        time_zone: page.timeZone,
        updated_at: iso(page.updatedAtMs),
      },
      incident: {
        id: publicId(incident.id),
        name: incident.title,
        status: incident.status,
        impact: incident.impact,
        shortlink: incidentUrl(telling),
        page_id: pageId,
        created_at: iso(incident.createdAtMs),
        updated_at: iso(incident.updatedAtMs),
        started_at: iso(incident.startedAtMs),
        monitoring_at: isoOrNull(incident.monitoringAtMs),
        resolved_at: isoOrNull(incident.resolvedAtMs),
        ...(incident.kind === 'maintenance'
          ? {
              scheduled_for: isoOrNull(incident.scheduledForMs),
              scheduled_until: isoOrNull(incident.scheduledUntilMs),
            }
          : {}),
        components: components.map(({ id, name, status }) => ({ id: publicId(id), name, status })),
      },
      update: {
        id: publicId(update.id),
        incident_id: publicId(incident.id),
        status: update.status,
        body: update.body,
        created_at: iso(update.createdAtMs),
        updated_at: iso(update.updatedAtMs),
        display_at: iso(update.displayAtMs),
        affected_components: affectedOf(telling),
      },
    },
  });
}

/** Null where nothing is affected, as Statuspage has it. */
function affectedOf({ update }: Telling) {
  if (update.affected.length === 0) return null;
  return update.affected.map(({ componentId, name, oldStatus, newStatus }) => ({
    code: publicId(componentId),
    name,
    old_status: oldStatus,
    new_status: newStatus,
  }));
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : iso(ms);
}
