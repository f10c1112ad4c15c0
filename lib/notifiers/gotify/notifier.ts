import { gotifyKind } from '@/lib/notifiers/gotify/kind';
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
import { mainUrl } from '@/lib/notifiers/rules/links';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { plainBody, plainLinks } from '@/lib/notifiers/rules/plain-text';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';

/** More than a phone shows of a notification; Gotify itself sets no limit. */
const maxBytes = 12_000;
const maxTextPoints = 3000;

/** Text that is shown as it is, and a touch that opens the incident. Source: https://gotify.net/docs/msgextras */
export const gotifyNotifier = defineNotifier({
  type: 'gotify',
  kind: gotifyKind,
  folds: true,
  maxBytes,
  render: (message, { server_url, token, priority }, context) => {
    const body = fitBytes(contentOf(message, context), maxBytes, (content) =>
      JSON.stringify({
        title: content.headline,
        message: [plainBody(content, maxTextPoints), plainLinks(content)].join('\n\n').trim(),
        priority: priorityOf(content.tone, priority),
        extras: {
          'client::display': { contentType: 'text/plain' },
          'client::notification': {
            click: { url: mainUrl(message, context.appUrl, context.channel.id) },
          },
        },
      }),
    );
    return [jsonRequest(`${server_url}/message`, body, { headers: { 'x-gotify-key': token } })];
  },
  classify: classifyGotify,
});

/** Nobody is to be woken by good news. */
function priorityOf(tone: Tone, ofDown: number): number {
  return tone === 'down' ? ofDown : Math.min(ofDown, 5);
}

/** 200 with the message and its id. Errors are `{error, errorCode, errorDescription}`. Source: https://gotify.net/api-docs */
function classifyGotify(answer: HttpAnswer, now: Date): Verdict {
  const json = jsonOf(answer);
  if (isTaken(answer)) return json?.['id'] === undefined ? retryAnswer(answer, now) : { kind: 'ok' };
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  const said = typeof json?.['errorDescription'] === 'string' ? json['errorDescription'] : null;
  // Without Gotify's own words it is a proxy that refuses, and not the server that the token belongs to.
  const isOwn = json?.['errorCode'] !== undefined;
  if (answer.status === 401 || answer.status === 403) return permanentAnswer(answer, isOwn, said);
  return classifyStatus(answer, now, { ok: [], permanent: [400, 404, 405, 413] }, said);
}
