import type {
  DigestItem,
  DigestMessage,
  IncidentMessage,
  Message,
  ReportMessage,
} from '@/lib/notifiers/rules/message';
import { durationText, percentText } from '@/lib/notifiers/rules/words';

/** What the message is about: the monitor, or for a manual incident without one its title. */
export function subjectOf(message: IncidentMessage): string {
  return message.monitor?.name ?? message.incident.title;
}

/** One line that says it all, for subjects and titles. Begins with the state, then the name. */
export function headline(message: Message): string {
  switch (message.kind) {
    case 'channel_disabled':
      return message.is_test_failure === true
        ? `Weekly test failed: ${message.channel.name}`
        : `Channel switched off: ${message.channel.name}`;
    case 'digest':
      return digestHeadline(message);
    case 'report':
      return reportHeadline(message);
    default:
      return incidentHeadline(message);
  }
}

function incidentHeadline(message: IncidentMessage): string {
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
    case 'flapping':
      return `Flapping: ${name}`;
    case 'test':
      return message.is_scheduled === true ? `Weekly test: ${name}` : `Test: ${name}`;
  }
}

function digestHeadline({ open_count: open, resolved_count: resolved }: DigestMessage): string {
  const parts = [...(open > 0 ? [`${open} down`] : []), ...(resolved > 0 ? [`${resolved} recovered`] : [])];
  return parts.length === 0 ? 'Several incidents' : parts.join(', ');
}

const cadenceWords: Record<ReportMessage['cadence'], string> = {
  daily: 'Daily summary',
  weekly: 'Weekly report',
  monthly: 'Monthly report',
};

function reportHeadline({ cadence, project, uptime }: ReportMessage): string {
  const share = uptime === null ? 'nothing was measured' : `${percentText(uptime)} up`;
  return `${cadenceWords[cadence]}: ${project.name}, ${share}`;
}

/** One line of a digest: `Down: Checkout API (since 3 min)`. */
export function digestLine(item: DigestItem): string {
  const lasted = durationText(item.duration_seconds);
  switch (item.kind) {
    case 'resolved':
      return `Recovered: ${item.name} (after ${lasted})`;
    case 'acknowledged':
      return `Acknowledged: ${item.name}`;
    case 'flapping':
      return `Flapping: ${item.name}`;
    case 'opened':
    case 'escalated':
    case 'reminder':
    case 'test':
      return item.duration_seconds < 60 ? `Down: ${item.name}` : `Down: ${item.name} (for ${lasted})`;
  }
}
