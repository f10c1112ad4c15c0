import type { Content, ContentContext, Tone } from '@/lib/notifiers/rules/content';
import { digestLine, headline } from '@/lib/notifiers/rules/headline';
import { tones } from '@/lib/notifiers/rules/incident-content';
import { channelUrl, incidentUrl, mainUrl, monitorUrl } from '@/lib/notifiers/rules/links';
import type { ChannelDisabledMessage, DigestMessage, ReportMessage } from '@/lib/notifiers/rules/message';
import { periodText } from '@/lib/notifiers/rules/period-words';
import { durationText, instantText, percentText } from '@/lib/notifiers/rules/words';

export function disabledContent(message: ChannelDisabledMessage, { appUrl }: ContentContext): Content {
  const { channel, reason, at } = message;
  const isTest = message.is_test_failure === true;
  return {
    headline: headline(message),
    preview: reason,
    tone: 'degraded',
    badge: isTest ? 'Weekly test failed' : 'Channel switched off',
    title: channel.name,
    paragraphs: [
      isTest
        ? 'The weekly test of this channel did not arrive. Alerts are still sent there, and most probably do not arrive either, until somebody mends it.'
        : 'This channel no longer takes messages, so Stillup has switched it off. Alerts do not reach it until somebody mends it and switches it on again.',
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

/** What a storm brought, a line each. */
export function digestContent(message: DigestMessage, context: ContentContext): Content {
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

/** How a project has fared. */
export function reportContent(message: ReportMessage, { appUrl, channel }: ContentContext): Content {
  const { uptime, coverage, mttr_seconds: mttr, longest_seconds: longest } = message;
  const duration = (label: string, seconds: number | null) =>
    seconds === null ? [] : [{ label, value: durationText(seconds) }];
  return {
    headline: headline(message),
    preview: `${message.incidents} ${message.incidents === 1 ? 'incident' : 'incidents'}, watched ${percentText(coverage)} of the time.`,
    tone: 'neutral',
    badge: 'Report',
    title: message.project.name,
    paragraphs: [`${periodText(message)}.`],
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
