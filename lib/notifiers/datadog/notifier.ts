import { cutText } from '@/lib/core/cut-text';
import { datadogKind } from '@/lib/notifiers/datadog/kind';
import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier } from '@/lib/notifiers/notifier';
import {
  classifyStatus,
  type HttpAnswer,
  isTaken,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { contentOf, type Tone } from '@/lib/notifiers/rules/content';
import type { Message } from '@/lib/notifiers/rules/message';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { plainBody, plainLinks } from '@/lib/notifiers/rules/plain-text';
import { oneLine } from '@/lib/notifiers/rules/short-text';
import { vendorUrl } from '@/lib/notifiers/rules/vendor-url';

const maxTitlePoints = 100;
/** Datadog shows 4,000 characters. */
const maxTextPoints = 3900;
/** What happened longer ago is refused: 18 hours, and an hour for clocks that differ. */
const oldestMs = 17 * 60 * 60 * 1000;

const alertTypes: Readonly<Record<Tone, string>> = {
  down: 'error',
  degraded: 'warning',
  up: 'success',
  neutral: 'info',
};

/** Source: https://docs.datadoghq.com/api/latest/events/#post-an-event (v1) */
export const datadogNotifier = defineNotifier({
  type: 'datadog',
  kind: datadogKind,
  folds: false,
  maxBytes: 30_000,
  render: (message, { site, api_key, tags }, context) => {
    const content = contentOf(message, context);
    const links = plainLinks(content);
    const text = `${plainBody(content, maxTextPoints - links.length - 2)}\n\n${links}`;
    const at = Math.max(Date.parse(message.at), context.attemptAt.getTime() - oldestMs);
    const body = {
      title: cutText(plain(oneLine(content.headline)), maxTitlePoints),
      text: plain(text),
      alert_type: alertTypes[content.tone],
      aggregation_key: keyOf(message, context.deliveryId),
      date_happened: Math.floor(at / 1000),
      tags: ['source:stillup', ...tagsOf(message), ...tags],
    };
    const { url, ...where } = vendorUrl(context.baseUrls, 'datadog', `https://api.${site}`, '/api/v1/events');
    return [jsonRequest(url, JSON.stringify(body), { ...where, headers: { 'dd-api-key': api_key } })];
  },
  classify: classifyDatadog,
});

/** All events of an incident stand together. */
function keyOf(message: Message, deliveryId: string): string {
  return 'incident' in message && message.kind !== 'test' ? message.incident.id : deliveryId;
}

function tagsOf(message: Message): string[] {
  if (!('incident' in message) || message.kind === 'test') return [];
  const { id, monitor_id } = message.incident;
  return [`incident:${id}`, ...(monitor_id === null ? [] : [`monitor:${monitor_id}`])];
}

const unseen = '\u200b';

/** An @ calls people and other integrations, %%% begins Markdown: neither may be made of what somebody else has said. */
function plain(text: string): string {
  return text.replaceAll('@', `@${unseen}`).replaceAll('%%%', ['%', '%', '%'].join(unseen));
}

/** 202 with `{status: "ok"}`; faults are `{errors: […]}`. A limit says in seconds when it ends. */
function classifyDatadog(answer: HttpAnswer, now: Date): Verdict {
  const { status, headers } = answer;
  const json = jsonOf(answer);
  if (isTaken(answer)) return json?.['status'] === 'ok' ? { kind: 'ok' } : retryAnswer(answer, now);
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  const faults = json?.['errors'];
  const said = Array.isArray(faults) ? faults.map(String).join(', ') : null;
  if (status === 401 || status === 403) {
    return said === null ? retryAnswer(answer, now) : permanentAnswer(answer, true, said);
  }
  const verdict = classifyStatus(answer, now, { ok: [], permanent: [400, 404, 413, 422] }, said);
  const seconds = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  return verdict.kind === 'retry' && verdict.retryAfterMs === null && status === 429 && seconds >= 0
    ? { ...verdict, retryAfterMs: seconds * 1000 }
    : verdict;
}
