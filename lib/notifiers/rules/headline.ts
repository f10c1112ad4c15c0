import type { IncidentMessage } from '@/lib/notifiers/rules/message';
import { durationText } from '@/lib/notifiers/rules/words';

/** What the message is about: the monitor, or for a manual incident without one its title. */
export function subjectOf(message: IncidentMessage): string {
  return message.monitor?.name ?? message.incident.title;
}

/** One line that says it all, for subjects and titles. Begins with the state, then the name. */
export function headline(message: IncidentMessage): string {
  const name = subjectOf(message);
  const { incident, monitor } = message;
  const lasted = durationText(incident.duration_seconds);
  switch (message.kind) {
    case 'opened':
      return `${monitor === null || incident.cause === 'manual' ? 'Incident' : 'Down'}: ${name}`;
    case 'acknowledged':
      return `Acknowledged: ${name}`;
    case 'escalated':
      return `Not acknowledged for ${lasted}: ${name}`;
    case 'reminder':
      return `Still down after ${lasted}: ${name}`;
    case 'resolved':
      return `${monitor === null ? 'Resolved' : 'Recovered'}: ${name} (after ${lasted})`;
    case 'test':
      return `Test: ${name}`;
  }
}
