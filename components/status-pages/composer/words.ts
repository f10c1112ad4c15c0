import type { DrawnState } from '@/components/state/states';
import { isOver } from '@/lib/page-incidents/rules/phases';
import type { PageIncidentImpact, PageIncidentKind, PageIncidentStatus } from '@/lib/status-pages/constants';

export const phaseWords: Record<PageIncidentStatus, string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  postmortem: 'Post-mortem',
  scheduled: 'Planned',
  in_progress: 'In progress',
  verifying: 'Verifying',
  completed: 'Completed',
};

/** What a phase tells customers. */
export const phaseHints: Record<PageIncidentStatus, string> = {
  investigating: 'Something is wrong, and you look for what.',
  identified: 'You know what it is, and work on it.',
  monitoring: 'A fix is in place, and you watch whether it holds.',
  resolved: 'It is over. Components go back to operational unless you say otherwise.',
  postmortem: 'What happened, why, and what keeps it from happening again.',
  scheduled: 'The work is announced.',
  in_progress: 'The work is under way. Its components are shown as under maintenance.',
  verifying: 'The work is done, and you look whether all is well.',
  completed: 'It is over. Components go back to operational.',
};

export const impactWords: Record<PageIncidentImpact, string> = {
  none: 'None',
  minor: 'Minor',
  major: 'Major',
  critical: 'Critical',
  maintenance: 'Maintenance',
};

export const impactMarks: Record<PageIncidentImpact, DrawnState> = {
  none: 'unknown',
  minor: 'degraded',
  major: 'partial',
  critical: 'down',
  maintenance: 'maintenance',
};

export const kindWords: Record<PageIncidentKind, string> = {
  incident: 'Incident',
  maintenance: 'Maintenance',
};

type Marked = { is_draft: boolean; impact: PageIncidentImpact; status: PageIncidentStatus };

/** A draft is dashed, what is over is well, all else is as bad as its impact. */
export function incidentMark({ is_draft, impact, status }: Marked): DrawnState {
  if (is_draft) return 'pending';
  if (isOver(status)) return 'up';
  if (status === 'scheduled') return 'pending';
  return impactMarks[impact];
}
