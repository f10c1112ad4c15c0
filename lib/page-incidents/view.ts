import type {
  IncidentComponentRow,
  Notified,
  StoredPageIncident,
  StoredUpdate,
} from '@/lib/page-incidents/queries';
import type {
  PageIncidentSummaryView,
  PageIncidentUpdateView,
  PageIncidentView,
} from '@/lib/page-incidents/schema';
import { publicId } from '@/lib/status-pages/rules/public-id';

type Children = {
  incident: StoredPageIncident;
  named: readonly IncidentComponentRow[];
  sources: readonly { pageIncidentId: string; incidentId: string }[];
};

/** `named` and `sources` may hold those of others too. */
export function toPageIncidentSummary({ incident, named, sources }: Children): PageIncidentSummaryView {
  return {
    id: incident.id,
    page_id: incident.pageId,
    kind: incident.kind,
    origin: incident.origin,
    title: incident.title,
    status: incident.status,
    impact: incident.impact,
    chosen_impact: incident.chosenImpact,
    is_draft: incident.publishedAt === null,
    publish_at: incident.publishedAt === null ? toIso(incident.publishAt) : null,
    started_at: incident.startedAt.toISOString(),
    monitoring_at: toIso(incident.monitoringAt),
    resolved_at: toIso(incident.resolvedAt),
    scheduled_for: toIso(incident.scheduledFor),
    scheduled_until: toIso(incident.scheduledUntil),
    incident_ids: sources
      .filter(({ pageIncidentId }) => pageIncidentId === incident.id)
      .map(({ incidentId }) => incidentId),
    components: named
      .filter(({ pageIncidentId }) => pageIncidentId === incident.id)
      .map(({ componentId, status }) => ({ component_id: componentId, status })),
    created_at: incident.createdAt.toISOString(),
    updated_at: incident.updatedAt.toISOString(),
  };
}

type Whole = Children & {
  updates: readonly StoredUpdate[];
  notified: readonly (Notified & { updateId: string })[];
  /** Whom earlier updates reached may be forgotten. */
  keptSince: Date;
  pageUrl: string;
};

export function toPageIncidentView(whole: Whole): PageIncidentView {
  const counts = new Map(whole.notified.map(({ updateId, ...count }) => [updateId, count]));
  return {
    ...toPageIncidentSummary(whole),
    url: `${whole.pageUrl}/incidents/${publicId(whole.incident.id)}`,
    updates: whole.updates.map((update) =>
      toUpdateView(update, counts.get(update.id) ?? (isForgotten(update, whole.keptSince) ? null : nobody)),
    ),
  };
}

const nobody: Notified = { total: 0, sent: 0, failed: 0 };

/** Or there was nobody: that is not known any more, and not claimed. */
function isForgotten({ isNotifying, createdAt }: StoredUpdate, keptSince: Date): boolean {
  return isNotifying && createdAt < keptSince;
}

function toUpdateView(update: StoredUpdate, notified: Notified | null): PageIncidentUpdateView {
  return {
    id: update.id,
    status: update.status,
    body: update.body,
    display_at: update.displayAt.toISOString(),
    notify: update.isNotifying,
    affected: update.affected.map(({ componentId, name, oldStatus, newStatus }) => ({
      component_id: componentId,
      name,
      old_status: oldStatus,
      new_status: newStatus,
    })),
    created_by: update.createdBy,
    notified,
    created_at: update.createdAt.toISOString(),
    updated_at: update.updatedAt.toISOString(),
  };
}

function toIso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
