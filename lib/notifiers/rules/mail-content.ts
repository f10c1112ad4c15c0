import type { MailContent, MailTone } from '@/lib/email/rules/mail-content';
import type { IncidentMessageKind } from '@/lib/notifiers/constants';
import { headline, subjectOf } from '@/lib/notifiers/rules/headline';
import { channelUrl, mainUrl, monitorUrl } from '@/lib/notifiers/rules/links';
import type {
  ChannelDisabledMessage,
  EvidenceSummary,
  HeartbeatSummary,
  IncidentMessage,
  Message,
} from '@/lib/notifiers/rules/message';
import { durationText, instantText } from '@/lib/notifiers/rules/words';

type Place = { appUrl: string; channel: { id: string; name: string } };

const tones: Record<IncidentMessageKind, MailTone> = {
  opened: 'down',
  acknowledged: 'degraded',
  escalated: 'down',
  reminder: 'down',
  resolved: 'up',
  test: 'neutral',
};

const badges: Record<IncidentMessageKind, string> = {
  opened: 'Down',
  acknowledged: 'Acknowledged',
  escalated: 'Escalated',
  reminder: 'Still down',
  resolved: 'Recovered',
  test: 'Test',
};

export function mailSubject(message: Message): string {
  return message.kind === 'channel_disabled'
    ? `Channel switched off: ${message.channel.name}`
    : headline(message);
}

export function incidentMail(message: Message, place: Place): MailContent {
  const actions = [{ label: actionLabel(message), url: mainUrl(message, place.appUrl, place.channel.id) }];
  const footer = [`Sent to the channel “${place.channel.name}”.`];
  const footerLink = {
    label: 'Change or switch off this channel',
    url: channelUrl(place.appUrl, place.channel.id),
  };
  if (message.kind === 'channel_disabled') {
    return { ...disabledContent(message), actions, footer, footerLink };
  }
  const { monitor } = message;
  if (monitor !== null && message.kind !== 'test') {
    actions.push({ label: 'Open the monitor', url: monitorUrl(place.appUrl, monitor.id) });
  }
  return {
    preview: previewOf(message),
    tone: tones[message.kind],
    badge:
      message.incident.cause === 'manual' && message.kind === 'opened' ? 'Incident' : badges[message.kind],
    title: subjectOf(message),
    paragraphs: [sentence(message)],
    facts: factsOf(message),
    quote:
      message.excerpt === null || message.kind === 'resolved'
        ? null
        : { label: quoteLabel(message), text: message.excerpt },
    actions,
    footer,
    footerLink,
  };
}

function quoteLabel({ heartbeat }: IncidentMessage): string {
  return heartbeat ? 'Its last ping brought' : 'It answered, among other things';
}

function actionLabel(message: Message): string {
  if (message.kind === 'channel_disabled' || message.kind === 'test') return 'Open the channel';
  return 'Open the incident';
}

function disabledContent(message: ChannelDisabledMessage) {
  const { channel, reason, at } = message;
  return {
    preview: reason,
    tone: 'degraded' as const,
    badge: 'Channel switched off',
    title: channel.name,
    paragraphs: [
      'This channel no longer takes messages, so Stillup has switched it off. Alerts do not reach it until somebody mends it and switches it on again.',
    ],
    facts: [
      { label: 'Kind', value: channel.type },
      { label: 'Reason', value: reason },
      { label: 'When', value: instantText(at) },
    ],
    quote: null,
  };
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
    case 'test':
      return 'This is a test: nothing is down. Alerts sent to this channel will arrive.';
  }
}

function factsOf(message: IncidentMessage): MailContent['facts'] {
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
  return [
    ...facts,
    ...heartbeatFacts(message.heartbeat ?? null),
    ...evidence.map((region) => ({ label: `From ${region.region}`, value: seenText(region) })),
  ];
}

function heartbeatFacts(heartbeat: HeartbeatSummary | null): MailContent['facts'] {
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
