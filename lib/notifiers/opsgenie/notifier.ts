import { cutText } from '@/lib/core/cut-text';
import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier, type HttpRequest, type RenderContext } from '@/lib/notifiers/notifier';
import { opsgenieKind, type opsgeniePriorities } from '@/lib/notifiers/opsgenie/kind';
import {
  classifyStatus,
  type HttpAnswer,
  isTaken,
  jsonOf,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { type Content, contentOf } from '@/lib/notifiers/rules/content';
import { digestLine } from '@/lib/notifiers/rules/headline';
import { incidentUrl } from '@/lib/notifiers/rules/links';
import type { DigestItem, IncidentMessage, Message } from '@/lib/notifiers/rules/message';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { plainBody, plainLinks } from '@/lib/notifiers/rules/plain-text';

type Priority = (typeof opsgeniePriorities)[number];
type Config = { api_url: string; api_key: string; priority: Priority };

/** Source: https://docs.opsgenie.com/docs/alert-api (create alert); Jira Service Management keeps the same limits. */
const maxMessagePoints = 130;
const maxDescriptionPoints = 15_000;
const maxEntityPoints = 512;
const source = 'Stillup';

type Alert = {
  alias: string;
  message: string;
  description: string;
  entity: string;
  priority: Priority;
  details: Record<string, string>;
};

/**
 * One alert for each incident, found again by its alias. An alert that is created again under the alias of an open one
 * is counted, and one that somebody has closed comes back: so what goes on is created again, and told in a note.
 */
export const opsgenieNotifier = defineNotifier({
  type: 'opsgenie',
  kind: opsgenieKind,
  folds: false,
  maxBytes: 200_000,
  render: (message, config, context) => requestsOf(message, config, context),
  classify,
});

function requestsOf(message: Message, config: Config, context: RenderContext): HttpRequest[] {
  const content = contentOf(message, context);
  switch (message.kind) {
    case 'report':
      return [];
    case 'digest':
      return message.items.map((item) => itemRequest(item, config, context));
    case 'channel_disabled': {
      const alias = `disabled-${message.channel.id}`;
      return [createAlert(alertOf(content, alias, 'P3', {}), config)];
    }
    case 'test': {
      // An alias of its own: a test touches no real alert, and leaves none open.
      const alias = context.deliveryId;
      return [
        createAlert(alertOf(content, alias, 'P5', {}), config),
        changeAlert(alias, 'close', 'The test is over.', config),
      ];
    }
    default:
      return incidentRequests(message, content, config);
  }
}

function incidentRequests(message: IncidentMessage, content: Content, config: Config): HttpRequest[] {
  const { id, monitor_id } = message.incident;
  const details = { incident_id: id, ...(monitor_id === null ? {} : { monitor_id }) };
  const note = [content.headline, ...content.paragraphs].join('\n');
  switch (message.kind) {
    case 'acknowledged':
      return [changeAlert(id, 'acknowledge', note, config)];
    case 'resolved':
      return [changeAlert(id, 'close', note, config)];
    case 'opened':
      return [createAlert(alertOf(content, id, config.priority, details), config)];
    case 'escalated':
    case 'reminder':
    case 'flapping':
    case 'test':
      return [
        createAlert(alertOf(content, id, config.priority, details), config),
        changeAlert(id, 'notes', note, config),
      ];
  }
}

function itemRequest(item: DigestItem, config: Config, { appUrl }: RenderContext): HttpRequest {
  const line = digestLine(item);
  if (item.kind === 'resolved') return changeAlert(item.incident_id, 'close', line, config);
  if (item.kind === 'acknowledged') return changeAlert(item.incident_id, 'acknowledge', line, config);
  const alert: Alert = {
    alias: item.incident_id,
    message: line,
    description: `${item.title}\n\nOpen the incident: ${incidentUrl(appUrl, item.incident_id)}`,
    entity: item.name,
    priority: config.priority,
    details: { incident_id: item.incident_id },
  };
  return createAlert(alert, config);
}

function alertOf(
  content: Content,
  alias: string,
  priority: Priority,
  details: Record<string, string>,
): Alert {
  const links = plainLinks(content);
  const body = plainBody(content, maxDescriptionPoints - links.length - 2);
  return {
    alias,
    message: content.headline,
    description: `${body}\n\n${links}`,
    entity: content.title,
    priority,
    details,
  };
}

function createAlert(alert: Alert, config: Config): HttpRequest {
  const body = {
    ...alert,
    message: textOf(alert.message.replaceAll(/\s+/g, ' '), maxMessagePoints),
    description: textOf(alert.description, maxDescriptionPoints),
    entity: textOf(alert.entity, maxEntityPoints),
    source,
    tags: ['stillup'],
  };
  return jsonRequest(alertsUrl(config), JSON.stringify(body), { headers: headersOf(config) });
}

/**
 * The alias in place of an id: `identifierType=alias`.
 * Source: https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v1/api-group-integration-events/
 */
function changeAlert(
  alias: string,
  verb: 'acknowledge' | 'close' | 'notes',
  note: string,
  config: Config,
): HttpRequest {
  return jsonRequest(
    `${alertsUrl(config)}/${encodeURIComponent(alias)}/${verb}?identifierType=alias`,
    JSON.stringify({ source, user: source, note: textOf(note, maxDescriptionPoints) }),
    { headers: headersOf(config), purpose: 'update' },
  );
}

/** Opsgenie has its version in the path, Jira Service Management in what users are given as the address. */
function alertsUrl({ api_url }: Config): string {
  return /\/v\d+$/.test(api_url) ? `${api_url}/alerts` : `${api_url}/v2/alerts`;
}

function headersOf({ api_key }: Config): Record<string, string> {
  return { authorization: `GenieKey ${api_key}` };
}

/** HTML in them is shown as such: what could begin a tag is written with other signs. */
function textOf(text: string, maxPoints: number): string {
  return cutText(text.replaceAll('<', '‹').replaceAll('>', '›'), maxPoints);
}

/**
 * 202: taken, and processed later. The key may be wrong (401, 403) or the alert (400, 422); an alert that is not there
 * has nothing to be closed. Source: https://docs.opsgenie.com/docs/response (status codes)
 */
function classify(answer: HttpAnswer, now: Date, request: HttpRequest): Verdict {
  const isGone = answer.status === 404 || answer.status === 410;
  if (isTaken(answer) && jsonOf(answer) !== null) return { kind: 'ok' };
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  if (isGone && request.purpose === 'update') return { kind: 'ok' };
  const said = jsonOf(answer)?.['message'];
  return classifyStatus(
    answer,
    now,
    { ok: [202], permanent: [400, 404, 410, 413, 422], dead: [401, 403] },
    typeof said === 'string' ? cutText(said, 300) : null,
  );
}
