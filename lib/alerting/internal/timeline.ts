import type { IncidentFacts } from '@/lib/alerting/internal/incident-facts';
import type { NewEvent } from '@/lib/alerting/queries/escalations';

type About = Pick<IncidentFacts, 'organizationId' | 'incidentId' | 'now'>;

export function heldEvent(about: About, detail: string): NewEvent {
  return { ...base(about), type: 'held', body: detail };
}

/** `told` are the names of those who are reached. */
export function escalatedEvent(about: About, step: number, told: readonly string[]): NewEvent {
  return { ...base(about), type: 'escalated', body: `Step ${step + 1}: ${namesText(told)}` };
}

export function remindedEvent(about: About, number: number, told: readonly string[]): NewEvent {
  return { ...base(about), type: 'reminded', body: `Reminder ${number}: ${namesText(told)}` };
}

const maxNames = 10;

function namesText(names: readonly string[]): string {
  if (names.length === 0) return 'nobody, for no channel is switched on';
  const more = names.length - maxNames;
  return [...names.slice(0, maxNames), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function base({ organizationId, incidentId, now }: About) {
  return { organizationId, incidentId, at: now };
}
