import { cutText } from '@/lib/core/cut-text';
import type { IncidentMessageKind } from '@/lib/notifiers/constants';
import { digestLine, headline, subjectOf } from '@/lib/notifiers/rules/headline';
import { channelUrl, incidentUrl, mainUrl, monitorUrl } from '@/lib/notifiers/rules/links';
import type {
  ChannelDisabledMessage,
  DigestMessage,
  EvidenceSummary,
  HeartbeatSummary,
  IncidentMessage,
  Message,
  MessageHistory,
  ReportMessage,
} from '@/lib/notifiers/rules/message';
import { fillTemplate, type Templates } from '@/lib/notifiers/rules/template';
import { durationText, instantText, percentText } from '@/lib/notifiers/rules/words';

export type Tone = 'down' | 'up' | 'degraded' | 'neutral';

/** What a message says, apart from how any receiver wants it written. Nothing in it is escaped for anybody. */
export type Content = {
  /** One line that says it all: the state, then the name. */
  headline: string;
  /** The line that comes after it, where there is room for two. */
  preview: string;
  tone: Tone;
  /** One or two words for the state. */
  badge: string;
  /** What it is about: the name of the monitor. */
  title: string;
  paragraphs: readonly string[];
  facts: readonly { label: string; value: string }[];
  /** Something quoted as it came, such as the start of an answer. */
  quote: { label: string; text: string } | null;
  /** Of digests and reports: one line each, with where it leads. */
  items: readonly { text: string; tone: Tone; url: string }[];
  /** The first is what a reader most probably wants. `acknowledge` leads to a page with one button. */
  actions: readonly { kind: 'acknowledge' | 'open'; label: string; url: string }[];
};

export type ContentContext = {
  /** Origin of the dashboard, without a trailing slash. */
  appUrl: string;
  channel: { id: string; name: string };
  /** Whoever holds this link can acknowledge, signed in or not; null where there is nothing to acknowledge. */
  acknowledgeUrl: string | null;
  /** Title and body in the words of the channel's people. */
  templates: Templates;
  /** The day before the message; null where nothing was loaded. */
  history: MessageHistory | null;
};

const tones: Record<IncidentMessageKind, Tone> = {
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

/** Of what templates come to: variables may be much longer than their names. */
const maxTitlePoints = 300;
const maxBodyPoints = 5000;

/** Every notifier renders from this, so that all channels say the same. */
export function contentOf(message: Message, context: ContentContext): Content {
  switch (message.kind) {
    case 'channel_disabled':
      return disabledContent(message, context);
    case 'digest':
      return digestContent(message, context);
    case 'report':
      return reportContent(message, context);
    default:
      return withTemplates(incidentContent(message, context), message, context);
  }
}

function withTemplates(content: Content, message: IncidentMessage, context: ContentContext): Content {
  const { title, body } = context.templates;
  const fill = (template: string) => fillTemplate(template, message, context);
  return {
    ...content,
    ...(title === undefined
      ? {}
      : { headline: cutText(fill(title).replaceAll(/\s+/g, ' ').trim(), maxTitlePoints) }),
    ...(body === undefined ? {} : { paragraphs: paragraphsOf(cutText(fill(body), maxBodyPoints)) }),
  };
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

function incidentContent(message: IncidentMessage, context: ContentContext): Content {
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

function disabledContent(message: ChannelDisabledMessage, { appUrl }: ContentContext): Content {
  const { channel, reason, at } = message;
  return {
    headline: headline(message),
    preview: reason,
    tone: 'degraded',
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
    items: [],
    actions: [{ kind: 'open', label: 'Open the channel', url: channelUrl(appUrl, channel.id) }],
  };
}

function digestContent(message: DigestMessage, context: ContentContext): Content {
  const { appUrl, channel, acknowledgeUrl } = context;
  const all = message.items.length + message.more;
  return {
    headline: headline(message),
    preview: `${all} messages in one.`,
    tone: message.open_count > 0 ? 'down' : 'up',
    badge: 'Digest',
    title: headline(message),
    paragraphs: [`${all} things happened within a short time, so here they are in one message.`],
    facts: [],
    quote: null,
    items: [
      ...message.items.map((item) => ({
        text: digestLine(item),
        tone: tones[item.kind],
        url: incidentUrl(appUrl, item.incident_id),
      })),
      ...(message.more === 0
        ? []
        : [
            {
              text: `and ${message.more} more`,
              tone: 'neutral' as const,
              url: mainUrl(message, appUrl, channel.id),
            },
          ]),
    ],
    actions: [
      ...(acknowledgeUrl !== null && message.open_count > 0
        ? [{ kind: 'acknowledge' as const, label: 'Acknowledge all', url: acknowledgeUrl }]
        : []),
      { kind: 'open', label: 'Open the incidents', url: mainUrl(message, appUrl, channel.id) },
    ],
  };
}

function reportContent(message: ReportMessage, { appUrl, channel }: ContentContext): Content {
  const { uptime, coverage, mttr_seconds: mttr, longest_seconds: longest } = message;
  const duration = (label: string, seconds: number | null) =>
    seconds === null ? [] : [{ label, value: durationText(seconds) }];
  return {
    headline: headline(message),
    preview: `${message.incidents} ${message.incidents === 1 ? 'incident' : 'incidents'}, watched ${percentText(coverage)} of the time.`,
    tone: 'neutral',
    badge: 'Report',
    title: message.project.name,
    paragraphs: [`From ${instantText(message.from)} to ${instantText(message.to)}.`],
    facts: [
      { label: 'Uptime', value: uptime === null ? 'not measured' : percentText(uptime) },
      { label: 'Coverage', value: percentText(coverage) },
      { label: 'Downtime', value: durationText(message.downtime_seconds) },
      {
        label: 'Incidents',
        value:
          message.open_incidents === 0
            ? String(message.incidents)
            : `${message.incidents}, ${message.open_incidents} still open`,
      },
      ...duration('Longest', longest),
      ...duration('Time to recover', mttr),
      ...message.slowest
        .slice(0, 5)
        .map(({ name, p95_ms }) => ({ label: `Slow: ${name}`, value: `${Math.round(p95_ms)} ms (p95)` })),
    ],
    quote: null,
    items: [
      ...message.monitors.map((monitor) => ({
        text: reportLine(monitor),
        tone: toneOf(monitor),
        url: monitorUrl(appUrl, monitor.id),
      })),
      ...(message.more === 0
        ? []
        : [
            {
              text: `and ${message.more} more`,
              tone: 'neutral' as const,
              url: mainUrl(message, appUrl, channel.id),
            },
          ]),
    ],
    actions: [{ kind: 'open', label: 'Open the monitors', url: mainUrl(message, appUrl, channel.id) }],
  };
}

function reportLine({ name, uptime, coverage, incidents }: ReportMessage['monitors'][number]): string {
  const up = uptime === null ? 'not measured' : `${percentText(uptime)} up`;
  const seen = coverage >= 1 ? '' : `, watched ${percentText(coverage)}`;
  const broken = incidents === 0 ? '' : `, ${incidents} ${incidents === 1 ? 'incident' : 'incidents'}`;
  return `${name}: ${up}${seen}${broken}`;
}

function toneOf({ uptime, incidents }: ReportMessage['monitors'][number]): Tone {
  if (uptime === null) return 'neutral';
  if (uptime < 0.99) return 'down';
  return uptime < 1 || incidents > 0 ? 'degraded' : 'up';
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
  const took = total_ms === null ? [] : [`${Math.round(total_ms)} ms`];
  return [...status, ...took, instantText(at)].join(', ');
}
