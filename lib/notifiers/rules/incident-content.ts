import type { IncidentMessageKind } from '@/lib/notifiers/constants';
import type { Content, ContentContext, Tone } from '@/lib/notifiers/rules/content';
import { headline, subjectOf } from '@/lib/notifiers/rules/headline';
import { mainUrl, monitorUrl } from '@/lib/notifiers/rules/links';
import type {
  EvidenceSummary,
  HeartbeatSummary,
  IncidentMessage,
  MessageHistory,
} from '@/lib/notifiers/rules/message';
import { durationText, instantText } from '@/lib/notifiers/rules/words';

export const tones: Record<IncidentMessageKind, Tone> = {
  opened: 'down',
  acknowledged: 'degraded',
  escalated: 'down',
  reminder: 'down',
  resolved: 'up',
  flapping: 'degraded',
  test: 'neutral',
};

const badges: Record<IncidentMessageKind, string> = {
  opened: 'Down',
  acknowledged: 'Acknowledged',
  escalated: 'Escalated',
  reminder: 'Still down',
  resolved: 'Recovered',
  flapping: 'Flapping',
  test: 'Test',
};

/** Of one incident: what, since when, from where, why. */
export function incidentContent(message: IncidentMessage, context: ContentContext): Content {
  const { incident, kind } = message;
  return {
    headline: headline(message),
    preview: previewOf(message),
    tone: tones[kind],
    badge: incident.cause === 'manual' && kind === 'opened' ? 'Incident' : badges[kind],
    title: subjectOf(message),
    paragraphs: [sentence(message)],
    facts: factsOf(message, context.history),
    quote:
      message.excerpt === null || kind === 'resolved'
        ? null
        : { label: quoteLabel(message), text: message.excerpt },
    items: [],
    actions: incidentActions(message, context),
  };
}

function incidentActions(message: IncidentMessage, context: ContentContext): Content['actions'] {
  const { appUrl, channel, acknowledgeUrl } = context;
  const { monitor, kind } = message;
  const main = { kind: 'open' as const, url: mainUrl(message, appUrl, channel.id) };
  if (kind === 'test') return [{ ...main, label: 'Open the channel' }];
  const canAcknowledge = acknowledgeUrl !== null && message.incident.status === 'open';
  return [
    ...(canAcknowledge ? [{ kind: 'acknowledge' as const, label: 'Acknowledge', url: acknowledgeUrl }] : []),
    { ...main, label: 'Open the incident' },
    ...(monitor === null
      ? []
      : [{ kind: 'open' as const, label: 'Open the monitor', url: monitorUrl(appUrl, monitor.id) }]),
  ];
}

function quoteLabel({ heartbeat }: IncidentMessage): string {
  return heartbeat ? 'Its last ping brought' : 'It answered, among other things';
}

function previewOf(message: IncidentMessage): string {
  const { incident, kind } = message;
  if (kind === 'resolved') return `It was down for ${durationText(incident.duration_seconds)}.`;
  if (kind === 'test') return 'This channel works.';
  return `Since ${instantText(incident.opened_at)}.`;
}

function sentence(message: IncidentMessage): string {
  const { incident, kind } = message;
  const name = subjectOf(message);
  const lasted = durationText(incident.duration_seconds);
  switch (kind) {
    case 'opened':
      return /[.!?…]$/.test(incident.title) ? incident.title : `${incident.title}.`;
    case 'acknowledged':
      return `${incident.acknowledged_by ?? 'Somebody'} has taken the incident on.`;
    case 'escalated':
      return `Nobody has acknowledged the incident for ${lasted}.`;
    case 'reminder':
      return `The incident has been open for ${lasted}.`;
    case 'resolved':
      if (incident.resolved_by !== null)
        return `${incident.resolved_by} resolved the incident after ${lasted}.`;
      return `${name} is well again after ${lasted}.`;
    case 'flapping':
      return `${name} goes down and comes back again and again. This is the last word until it has been stable for ten minutes.`;
    case 'test':
      return 'This is a test: nothing is down. Alerts sent to this channel will arrive.';
  }
}

function factsOf(message: IncidentMessage, history: MessageHistory | null): Content['facts'] {
  const { incident, monitor, evidence } = message;
  const facts: { label: string; value: string }[] = [];
  if (message.kind !== 'opened') facts.push({ label: 'Incident', value: incident.title });
  if (monitor?.url) facts.push({ label: 'Target', value: monitor.url });
  facts.push({ label: 'Since', value: instantText(incident.opened_at) });
  if (incident.acknowledged_at !== null) {
    const by = incident.acknowledged_by === null ? '' : `${incident.acknowledged_by}, `;
    facts.push({ label: 'Acknowledged', value: `${by}${instantText(incident.acknowledged_at)}` });
  }
  if (incident.resolved_at !== null) {
    facts.push({ label: 'Until', value: instantText(incident.resolved_at) });
    facts.push({ label: 'Lasted', value: durationText(incident.duration_seconds) });
  }
  if (message.kind === 'resolved') return facts;
  const good = history?.last_good ?? null;
  return [
    ...facts,
    ...(good === null ? [] : [{ label: 'Last well', value: goodText(good) }]),
    ...heartbeatFacts(message.heartbeat ?? null),
    ...evidence.map((region) => ({ label: `From ${region.region}`, value: seenText(region) })),
  ];
}

function heartbeatFacts(heartbeat: HeartbeatSummary | null): Content['facts'] {
  if (heartbeat === null) return [];
  const { schedule, expected_at, deadline_at, last_success_at, last_ping } = heartbeat;
  const when = (label: string, iso: string | null) =>
    iso === null ? [] : [{ label, value: instantText(iso) }];
  return [
    { label: 'Schedule', value: schedule },
    ...when('Expected', expected_at),
    ...when('At the latest', deadline_at),
    ...(last_ping === null ? [] : [{ label: 'Last ping', value: pingText(last_ping) }]),
    ...when('Last success', last_success_at),
  ];
}

/** As in `fail, exit status 2, 2026-03-01 12:00:00 UTC`. */
function pingText(ping: NonNullable<HeartbeatSummary['last_ping']>): string {
  const status = ping.exit_status === null ? [] : [`exit status ${ping.exit_status}`];
  const signal = ping.signal === null ? [] : [ping.signal];
  return [ping.kind, ...status, ...signal, instantText(ping.received_at)].join(', ');
}

/** As in `Expected a status of 2xx, got 503 (321 ms)`. */
function seenText(region: EvidenceSummary): string {
  const status = region.http_status === null ? 'up' : `HTTP ${region.http_status}`;
  const what = region.error?.replace(/\.$/, '') ?? region.cause?.replaceAll('_', ' ') ?? status;
  return region.total_ms === null ? what : `${what} (${Math.round(region.total_ms)} ms)`;
}

/** As in `HTTP 200, 120 ms, 21 Nov 2026, 14:03:12 UTC`. */
function goodText({ at, http_status, total_ms }: NonNullable<MessageHistory['last_good']>): string {
  const status = http_status === null ? [] : [`HTTP ${http_status}`];
  const took = total_ms === null ? [] : [tookText(total_ms)];
  return [...status, ...took, instantText(at)].join(', ');
}

/** A check takes milliseconds, a job may take hours. */
function tookText(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : durationText(ms / 1000);
}
