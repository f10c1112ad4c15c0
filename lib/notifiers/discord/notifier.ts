import { discordBody } from '@/lib/notifiers/discord/embed';
import { discordKind } from '@/lib/notifiers/discord/kind';
import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier, type HttpRequest } from '@/lib/notifiers/notifier';
import {
  classifyUpdate,
  type HttpAnswer,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { contentOf } from '@/lib/notifiers/rules/content';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { withSeconds } from '@/lib/notifiers/rules/told-wait';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';
import { vendorUrl } from '@/lib/notifiers/rules/vendor-url';

/** 6,000 characters, the markup around them, and what JSON makes of both. */
const maxBytes = 60_000;

export const discordNotifier = defineNotifier({
  type: 'discord',
  kind: discordKind,
  folds: true,
  maxBytes,
  render: (message, { url, thread_id }, context) => {
    const body = fitBytes(contentOf(message, context), maxBytes, (content) =>
      discordBody(content, message.at),
    );
    const thread = thread_id ? `&thread_id=${thread_id}` : '';
    const { pathname } = new URL(url);
    const at = (path: string) => vendorUrl(context.baseUrls, 'discord', 'https://discord.com', path);
    const { url: messageUrl, ...where } = at(`${pathname}?wait=true&with_components=true${thread}`);
    const message_id = context.receipt?.['message_id'];
    const requests = [jsonRequest(messageUrl, body, where)];
    // The first message would otherwise say for ever that it is down, with a button to acknowledge.
    if (message.kind === 'resolved' && message_id !== undefined) {
      const path = `${pathname}/messages/${message_id}?with_components=true${thread}`;
      requests.push(jsonRequest(at(path).url, body, { ...where, method: 'PATCH', purpose: 'update' }));
    }
    return requests;
  },
  classify: classifyDiscord,
  receiptOf: (answer, request) => {
    const id = jsonOf(answer)?.['id'];
    return request.purpose === 'update' || typeof id !== 'string' || !/^\d{1,25}$/.test(id)
      ? null
      : { message_id: id };
  },
});

/** Unknown channel (the thread is gone), unknown webhook, an invalid token of one. */
const deadCodes: readonly unknown[] = [10003, 10015, 50027];

/**
 * With `wait` a message that was not kept is an error and no silent 204. `retry_after` is in seconds.
 * Sources: https://discord.com/developers/docs/resources/webhook#execute-webhook,
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#json,
 * https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit
 */
function classifyDiscord(answer: HttpAnswer, now: Date, request: HttpRequest): Verdict {
  const { status } = answer;
  const json = jsonOf(answer);
  const said = typeof json?.['message'] === 'string' ? json['message'] : null;
  if (status === 429) return withSeconds(retryAnswer(answer, now, said), json?.['retry_after']);
  if (request.purpose === 'update') return classifyUpdate(answer, now);
  if (status === 204 || (status === 200 && typeof json?.['id'] === 'string')) return { kind: 'ok' };
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  if (status === 401 || status === 403) return permanentAnswer(answer, true, said);
  if (status === 404) {
    return deadCodes.includes(json?.['code'])
      ? permanentAnswer(answer, true, said)
      : retryAnswer(answer, now, said);
  }
  if (status === 400) return permanentAnswer(answer, false, said);
  return retryAnswer(answer, now, said);
}
