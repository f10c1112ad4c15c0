import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier, type HttpRequest } from '@/lib/notifiers/notifier';
import {
  classifyStatus,
  type HttpAnswer,
  isTaken,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { type Content, contentOf } from '@/lib/notifiers/rules/content';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { plainBody, plainLinks } from '@/lib/notifiers/rules/plain-text';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';
import { signalKind } from '@/lib/notifiers/signal/kind';

/** What is longer Signal sends as an attachment, with its beginning before it. */
const maxTextBytes = 2000;

/** One request for each recipient: one whose number is gone must not keep the others from being told. */
export const signalNotifier = defineNotifier({
  type: 'signal',
  kind: signalKind,
  folds: true,
  // The text, with up to six bytes for one where JSON escapes it.
  maxBytes: 6 * maxTextBytes + 1000,
  render: (message, { gateway_url, sender, recipients, authorization }, context) => {
    const text = fitBytes(contentOf(message, context), maxTextBytes, textOf);
    const headers: Record<string, string> = authorization ? { authorization } : {};
    return recipients.map((recipient): HttpRequest => {
      const body = { message: text, number: sender, recipients: [recipient], text_mode: 'normal' };
      return { ...jsonRequest(`${gateway_url}/v2/send`, JSON.stringify(body), { headers }), recipient };
    });
  },
  classify: classifySignal,
});

function textOf(content: Content): string {
  return [content.headline, plainBody(content, maxTextBytes), plainLinks(content)]
    .filter((part) => part !== '')
    .join('\n\n');
}

const unknownRecipient =
  /unregistered|not registered|invalid (phone )?(number|recipient|group)|group not found/i;

/**
 * 201 with a timestamp. All that fails is 400 with `{error}` in the words of signal-cli, passing troubles too; 429 asks
 * for a captcha or for patience. Source: https://bbernhard.github.io/signal-cli-rest-api/#/Messages/post_v2_send
 */
function classifySignal(answer: HttpAnswer, now: Date): Verdict {
  const json = jsonOf(answer);
  const said = typeof json?.['error'] === 'string' ? json['error'] : null;
  if (isTaken(answer)) return json === null ? retryAnswer(answer, now) : { kind: 'ok' };
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  if (answer.status === 400) {
    return said !== null && unknownRecipient.test(said)
      ? permanentAnswer(answer, false, said)
      : retryAnswer(answer, now, said);
  }
  return classifyStatus(answer, now, { ok: [], permanent: [404, 405, 413], dead: [401, 403] }, said);
}
