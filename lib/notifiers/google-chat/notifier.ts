import { chatBody } from '@/lib/notifiers/google-chat/card';
import { googleChatKind } from '@/lib/notifiers/google-chat/kind';
import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier } from '@/lib/notifiers/notifier';
import {
  type HttpAnswer,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { contentOf } from '@/lib/notifiers/rules/content';
import type { Message } from '@/lib/notifiers/rules/message';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';
import { vendorUrl } from '@/lib/notifiers/rules/vendor-url';

/** Text and cards together. Source: https://developers.google.com/workspace/chat/create-messages */
const maxBytes = 32_000;

export const googleChatNotifier = defineNotifier({
  type: 'google_chat',
  kind: googleChatKind,
  folds: true,
  maxBytes,
  /** One a second for all webhooks of a space. Source: https://developers.google.com/workspace/chat/quickstart/webhooks */
  minGapMs: 1000,
  render: (message, { url }, context) => {
    const threadKey = threadKeyOf(message);
    const { pathname, search } = new URL(url);
    // At the end of what is sealed, so that the ledger finds it there and cuts it out.
    const reply = threadKey === null ? '' : '&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD';
    const { url: target, ...where } = vendorUrl(
      context.baseUrls,
      'google_chat',
      'https://chat.googleapis.com',
      `${pathname}${search}${reply}`,
    );
    const body = fitBytes(contentOf(message, context), maxBytes, (content) => chatBody(content, threadKey));
    return [jsonRequest(target, body, where)];
  },
  classify: classifyGoogleChat,
});

/** All of one incident are in one thread; what tells of several, or of none, begins its own. */
function threadKeyOf(message: Message): string | null {
  return 'incident' in message && message.kind !== 'test' ? message.incident.id : null;
}

/** Errors come as `{error: {code, status, message}}`. Source: https://cloud.google.com/apis/design/errors */
function classifyGoogleChat(answer: HttpAnswer, now: Date): Verdict {
  const { status } = answer;
  const json = jsonOf(answer);
  if (status === 200 && json !== null) return { kind: 'ok' };
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  const error = json?.['error'];
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : null;
  const said = typeof message === 'string' ? message : null;
  // A wrong key is a bad request for Google, and a wrong token is nobody.
  if (status === 400) return permanentAnswer(answer, /api key not valid/i.test(said ?? ''), said);
  return [401, 403, 404].includes(status)
    ? permanentAnswer(answer, true, said)
    : retryAnswer(answer, now, said);
}
