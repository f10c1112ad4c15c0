import { cutText } from '@/lib/core/cut-text';
import { defineNotifier, type HttpRequest, type RenderContext } from '@/lib/notifiers/notifier';
import type { pagerDutySeverities } from '@/lib/notifiers/pagerduty/kind';
import { pagerDutyKind } from '@/lib/notifiers/pagerduty/kind';
import { classifyStatus, type HttpAnswer, jsonOf, type Verdict } from '@/lib/notifiers/rules/classify';
import { type Content, contentOf, type Tone } from '@/lib/notifiers/rules/content';
import { digestLine } from '@/lib/notifiers/rules/headline';
import { incidentUrl } from '@/lib/notifiers/rules/links';
import type { DigestMessage, Message } from '@/lib/notifiers/rules/message';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { vendorUrl } from '@/lib/notifiers/rules/vendor-url';

type Config = { integration_key: string; region: 'us' | 'eu'; severity: Severity };
type Severity = (typeof pagerDutySeverities)[number];
type Action = 'trigger' | 'acknowledge' | 'resolve';

type Event = { action: Action; dedupKey: string; summary: string; severity: Severity } & Partial<Details>;
type Details = {
  source: string;
  timestamp: string;
  component: string;
  class: string;
  custom_details: Record<string, string>;
  links: { href: string; text: string }[];
};

/** Source: https://developer.pagerduty.com/docs/events-api-v2/trigger-events/ */
const maxSummaryPoints = 1024;
/** Of the 512 KB that an event may have; ours are smaller by far. */
const maxEventBytes = 512_000;
const maxDetailPoints = 2000;

/**
 * One alert for each incident: its id is the `dedup_key` of all its events, so that what comes after the first one is
 * put to the same alert. Reports page nobody. Digests, which are only made where `folds` says so, come as one event each.
 */
export const pagerDutyNotifier = defineNotifier({
  type: 'pagerduty',
  kind: pagerDutyKind,
  folds: false,
  maxBytes: maxEventBytes,
  render: (message, config, context) =>
    eventsOf(message, config, context).map((event) => toRequest(event, config, context)),
  classify,
});

function eventsOf(message: Message, config: Config, context: RenderContext): Event[] {
  const content = contentOf(message, context);
  const common = { summary: content.headline, ...detailsOf(message, content) };
  switch (message.kind) {
    case 'report':
      return [];
    case 'digest':
      return message.items.map((item) => digestEvent(item, message.at, config, context));
    case 'channel_disabled':
      return [
        { ...common, action: 'trigger', dedupKey: `disabled-${message.channel.id}`, severity: 'warning' },
      ];
    case 'test': {
      // A key of its own: a test touches no real alert, and leaves none open.
      const test = { ...common, dedupKey: context.deliveryId, severity: 'info' as const };
      return [
        { ...test, action: 'trigger' },
        { ...test, action: 'resolve' },
      ];
    }
    default: {
      const action = actions[message.kind];
      const severity = severityOf(content.tone, config);
      return [{ ...common, action, dedupKey: message.incident.id, severity }];
    }
  }
}

const actions = {
  opened: 'trigger',
  escalated: 'trigger',
  reminder: 'trigger',
  flapping: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
} as const;

function severityOf(tone: Tone, { severity }: Config): Severity {
  switch (tone) {
    case 'down':
      return severity;
    case 'degraded':
      return 'warning';
    case 'up':
    case 'neutral':
      return 'info';
  }
}

function digestEvent(
  item: DigestMessage['items'][number],
  at: string,
  config: Config,
  { appUrl }: RenderContext,
): Event {
  return {
    action: item.kind === 'test' ? 'trigger' : actions[item.kind],
    dedupKey: item.incident_id,
    summary: digestLine(item),
    severity: config.severity,
    source: item.name,
    timestamp: at,
    component: item.name,
    links: [{ href: incidentUrl(appUrl, item.incident_id), text: 'Open the incident' }],
  };
}

function detailsOf(message: Message, content: Content): Details {
  const { facts, quote, actions: links, paragraphs, title } = content;
  const quoted = quote === null ? [] : [[quote.label, quote.text] as const];
  return {
    source: sourceOf(message, title),
    timestamp: 'incident' in message ? message.incident.opened_at : message.at,
    component: title,
    class: 'incident' in message ? message.incident.cause : message.kind,
    custom_details: Object.fromEntries(
      [
        ['Summary', paragraphs.join('\n')] as const,
        ...facts.map(({ label, value }) => [label, value] as const),
        ...quoted,
      ].map(([label, value]) => [label, cutText(value, maxDetailPoints)]),
    ),
    links: links.map(({ label, url }) => ({ href: url, text: label })),
  };
}

/** Preferably a host name, and never empty. */
function sourceOf(message: Message, title: string): string {
  const target = 'incident' in message ? (message.monitor?.url ?? '') : '';
  const host = URL.canParse(target) ? new URL(target).hostname : '';
  return [host, target, title, 'Stillup'].find((source) => source !== '') ?? 'Stillup';
}

const hosts = { us: 'https://events.pagerduty.com', eu: 'https://events.eu.pagerduty.com' };

function toRequest(event: Event, config: Config, context: RenderContext): HttpRequest {
  const { action, dedupKey, summary, links = [], ...payload } = event;
  return {
    kind: 'http',
    method: 'POST',
    ...vendorUrl(context.baseUrls, 'pagerduty', hosts[config.region], '/v2/enqueue'),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      routing_key: config.integration_key,
      event_action: action,
      dedup_key: dedupKey,
      payload: { summary: cutText(summary, maxSummaryPoints), ...payload },
      client: 'Stillup',
      client_url: context.appUrl,
      links,
    }),
  };
}

/**
 * 202 is taken, 400 is refused, the rest may pass. An integration that was deleted answers 400 as well, and names the key.
 * Source: https://developer.pagerduty.com/docs/events-api-v2/overview/ (response codes and retry logic)
 */
function classify(answer: HttpAnswer, now: Date): Verdict {
  const said = saidBy(answer);
  const isKeyWrong = /routing[ _]key/i.test(said ?? '');
  return (
    pageVerdict(answer, now) ??
    classifyStatus(
      answer,
      now,
      { ok: [202], permanent: [400, 404, 413], dead: isKeyWrong ? [400] : [401, 403] },
      said,
    )
  );
}

function saidBy(answer: HttpAnswer): string | null {
  const { message, errors } = jsonOf(answer) ?? {};
  const parts = [message, ...(Array.isArray(errors) ? errors : [])].filter(
    (part) => typeof part === 'string',
  );
  return parts.length === 0 ? null : cutText(parts.join('; '), 300);
}
