import { isOver } from '@/lib/page-incidents/rules/phases';
import type { PageIncidentSummaryView } from '@/lib/page-incidents/schema';
import { incidentPhases, maintenancePhases, type PageIncidentStatus } from '@/lib/status-pages/constants';

type Told = Pick<PageIncidentSummaryView, 'kind' | 'status' | 'resolved_at' | 'scheduled_for'>;

/** What the next update may say it is. A post-mortem follows what is over; planned is what has not begun. */
export function nextPhases({ kind, resolved_at, scheduled_for }: Told, nowMs: number): PageIncidentStatus[] {
  if (kind === 'incident') {
    return incidentPhases.filter((phase) => phase !== 'postmortem' || resolved_at !== null);
  }
  const hasBegun = scheduled_for !== null && Date.parse(scheduled_for) <= nowMs;
  return maintenancePhases.filter((phase) => phase !== 'scheduled' || !hasBegun);
}

/** What is most likely said next: the phase it is in, and of what is over its post-mortem. */
export function likelyPhase(told: Told, nowMs: number): PageIncidentStatus {
  const phases = nextPhases(told, nowMs);
  if (told.status === 'resolved') return 'postmortem';
  return phases.includes(told.status) ? told.status : (phases[0] ?? told.status);
}

/** Of what a page tells: what waits for somebody, what goes on, what comes, what is over. */
export function sectionOf({
  is_draft,
  status,
}: Pick<PageIncidentSummaryView, 'is_draft' | 'status'>): 'draft' | 'now' | 'planned' | 'past' {
  if (is_draft) return 'draft';
  if (isOver(status)) return 'past';
  return status === 'scheduled' ? 'planned' : 'now';
}
