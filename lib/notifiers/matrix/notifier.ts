import { jsonRequest } from '@/lib/notifiers/json-request';
import { matrixHtml, withoutMentions } from '@/lib/notifiers/matrix/html';
import { matrixKind } from '@/lib/notifiers/matrix/kind';
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
import { type Content, contentOf } from '@/lib/notifiers/rules/content';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { plainBody, plainLinks } from '@/lib/notifiers/rules/plain-text';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';

/** A whole event has 65,536 bytes; the server adds its part. Source: https://spec.matrix.org/latest/client-server-api/#size-limits */
const maxBytes = 55_000;
const maxTextPoints = 8000;

/**
 * The delivery is the transaction: what is sent again after an answer was lost is the same event.
 * Source: https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid
 */
export const matrixNotifier = defineNotifier({
  type: 'matrix',
  kind: matrixKind,
  folds: true,
  maxBytes,
  render: (message, { homeserver, room_id, access_token }, context) => {
    const relation = relationOf(context.receipt?.['event_id']);
    const body = fitBytes(contentOf(message, context), maxBytes, (content) =>
      JSON.stringify({ ...eventOf(content), ...relation }),
    );
    const room = encodeURIComponent(room_id);
    const transaction = encodeURIComponent(context.deliveryId);
    const path = `/_matrix/client/v3/rooms/${room}/send/m.room.message/${transaction}`;
    return [
      jsonRequest(`${homeserver}${path}`, body, {
        method: 'PUT',
        headers: { authorization: `Bearer ${access_token}` },
      }),
    ];
  },
  classify: classifyMatrix,
  receiptOf: (answer) => {
    const id = jsonOf(answer)?.['event_id'];
    return typeof id === 'string' && id.startsWith('$') && id.length <= 255 ? { event_id: id } : null;
  },
});

function eventOf(content: Content) {
  const text = [content.headline, plainBody(content, maxTextPoints)].map(withoutMentions);
  return {
    msgtype: 'm.text',
    body: [...text, plainLinks(content)].filter((part) => part !== '').join('\n\n'),
    format: 'org.matrix.custom.html',
    formatted_body: matrixHtml(content),
    // Says that nobody is mentioned, whatever the text looks like.
    'm.mentions': {},
  };
}

/** In the thread of the incident's first message; clients without threads show it as an answer. */
function relationOf(eventId: string | undefined): Record<string, unknown> {
  return eventId === undefined
    ? {}
    : {
        'm.relates_to': {
          rel_type: 'm.thread',
          event_id: eventId,
          is_falling_back: true,
          'm.in_reply_to': { event_id: eventId },
        },
      };
}

/** The token is dead, the account is, or it is not in the room. */
const deadCodes: readonly unknown[] = [
  'M_UNKNOWN_TOKEN',
  'M_MISSING_TOKEN',
  'M_FORBIDDEN',
  'M_USER_DEACTIVATED',
  'M_GUEST_ACCESS_FORBIDDEN',
];

/** Source: https://spec.matrix.org/latest/client-server-api/#standard-error-response and the rate limits there. */
function classifyMatrix(answer: HttpAnswer, now: Date): Verdict {
  const json = jsonOf(answer);
  const code = json?.['errcode'];
  const said = typeof json?.['error'] === 'string' ? json['error'] : null;
  if (isTaken(answer)) {
    return typeof json?.['event_id'] === 'string' ? { kind: 'ok' } : retryAnswer(answer, now);
  }
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  if (code === 'M_LIMIT_EXCEEDED' || answer.status === 429) {
    return withMs(retryAnswer(answer, now, said), json?.['retry_after_ms']);
  }
  if (deadCodes.includes(code)) return permanentAnswer(answer, true, said);
  // Also said with 403: the server has reached a limit that its people can lift.
  if (code === 'M_RESOURCE_LIMIT_EXCEEDED') return retryAnswer(answer, now, said);
  return classifyStatus(answer, now, { ok: [], permanent: [400, 401, 403, 404, 405, 413] }, said);
}

/** The header came later to the specification than the member of the body. */
function withMs(verdict: Verdict, ms: unknown): Verdict {
  return verdict.kind === 'retry' && verdict.retryAfterMs === null && typeof ms === 'number' && ms >= 0
    ? { ...verdict, retryAfterMs: Math.ceil(ms) }
    : verdict;
}
