import type { IncidentDeliveryRow, IncidentRow, StoredEvent } from '@/lib/incidents/queries';
import { readEvidence } from '@/lib/incidents/rules/read-evidence';
import type { IncidentSummaryView, IncidentView, TimelineEntry } from '@/lib/incidents/schema';

/** `now` ends the duration of what is not resolved. */
export function toIncidentSummary({ incident, monitorName }: IncidentRow, now: Date): IncidentSummaryView {
  const endMs = (incident.resolvedAt ?? now).getTime();
  return {
    id: incident.id,
    monitor_id: incident.monitorId,
    project_id: incident.projectId,
    monitor:
      incident.monitorId === null || monitorName === null
        ? null
        : { id: incident.monitorId, name: monitorName },
    status: incident.status,
    title: incident.title,
    cause: incident.cause,
    opened_at: incident.openedAt.toISOString(),
    acknowledged_at: incident.acknowledgedAt?.toISOString() ?? null,
    acknowledged_by: incident.acknowledgedBy,
    resolved_at: incident.resolvedAt?.toISOString() ?? null,
    resolved_by: incident.resolvedBy,
    duration_seconds: Math.max(0, Math.floor((endMs - incident.openedAt.getTime()) / 1000)),
  };
}

export function toIncidentView(
  row: IncidentRow,
  timeline: readonly StoredEvent[],
  deliveries: readonly IncidentDeliveryRow[],
  now: Date,
): IncidentView {
  return {
    ...toIncidentSummary(row, now),
    timeline: timeline.map(toTimelineEntry),
    evidence: readEvidence(row.incident.evidence),
    post_mortem: row.incident.postMortem,
    deliveries: deliveries.map(toDelivery),
  };
}

function toTimelineEntry(event: StoredEvent): TimelineEntry {
  return { at: event.at.toISOString(), type: event.type, actor: event.actor, body: event.body };
}

function toDelivery({ delivery, channel }: IncidentDeliveryRow): IncidentView['deliveries'][number] {
  const isWaiting = delivery.status === 'pending';
  return {
    id: delivery.id,
    channel,
    transition: delivery.transition,
    status: delivery.status,
    attempt_count: delivery.attemptCount,
    next_attempt_at: isWaiting ? (delivery.nextAttemptAt?.toISOString() ?? null) : null,
    created_at: delivery.createdAt.toISOString(),
    delivered_at: delivery.deliveredAt?.toISOString() ?? null,
  };
}
