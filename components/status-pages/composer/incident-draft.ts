import { type Affected, affectedOf, toNamed } from '@/components/status-pages/composer/affected';
import { impactOf } from '@/lib/page-incidents/rules/phases';
import type {
  CreatePageIncidentInput,
  PageIncidentDraftView,
  PageIncidentView,
  UpdatePageIncidentInput,
} from '@/lib/page-incidents/schema';
import {
  type IncidentPhase,
  incidentPhases,
  type PageIncidentImpact,
  type PageIncidentStatus,
} from '@/lib/status-pages/constants';

export type ChosenImpact = Exclude<PageIncidentImpact, 'maintenance'>;

/** An incident as it is typed, before anybody has been told. */
export type IncidentDraft = {
  title: string;
  phase: IncidentPhase;
  /** Null: reckoned from the components. */
  impact: ChosenImpact | null;
  body: string;
  affected: Affected;
};

export function emptyIncident(): IncidentDraft {
  return { title: '', phase: 'investigating', impact: null, body: '', affected: {} };
}

/** Out of what an outage shows. */
export function incidentFromEvidence({ title, body, components }: PageIncidentDraftView): IncidentDraft {
  return { ...emptyIncident(), title, body, affected: affectedOf(components) };
}

/** As it is stored; its first words are those that a draft has. */
export function incidentFromView(view: PageIncidentView): IncidentDraft {
  const impact = view.chosen_impact;
  return {
    title: view.title,
    phase: toIncidentPhase(view.status),
    impact: impact === 'maintenance' ? null : impact,
    body: view.updates.at(-1)?.body ?? '',
    affected: affectedOf(view.components),
  };
}

function toIncidentPhase(status: PageIncidentStatus): IncidentPhase {
  return incidentPhases.find((phase) => phase === status) ?? 'investigating';
}

/** The impact that it gets where none is chosen. */
export function reckonedImpact(affected: Affected): PageIncidentImpact {
  return impactOf(Object.values(affected));
}

/** The outage that is told of: it began then, and makes no draft of its own any more. */
export type ToldOutage = { id: string; beganAt: string };
type Sending = { pageId: string; isDraft: boolean; notify: boolean; outage: ToldOutage | null };

export function toCreateInput(
  { title, phase, impact, body, affected }: IncidentDraft,
  { pageId, isDraft, notify, outage }: Sending,
): CreatePageIncidentInput {
  return {
    page_id: pageId,
    title,
    status: phase,
    impact,
    body,
    components: toNamed(affected),
    is_draft: isDraft,
    notify,
    ...(outage !== null && { incident_ids: [outage.id], started_at: outage.beganAt }),
  };
}

export function toUpdateInput(
  ref: { page_id: string; id: string },
  { title, phase, impact, body, affected }: IncidentDraft,
): UpdatePageIncidentInput {
  return { ...ref, title, status: phase, impact, body, components: toNamed(affected) };
}
