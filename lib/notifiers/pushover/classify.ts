import { cutText } from '@/lib/core/cut-text';
import type { HttpRequest } from '@/lib/notifiers/notifier';
import {
  classifyStatus,
  classifyUpdate,
  type HttpAnswer,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';

const leastWaitMs = 5000;

/**
 * 200 with `status: 1` is taken. Of 4xx the same request would be refused again, and 429 is the month's quota; after 5xx
 * they ask for five seconds at least. Source: https://pushover.net/api#friendly
 */
export function classifyPushover(answer: HttpAnswer, now: Date, request: HttpRequest): Verdict {
  const body = jsonOf(answer);
  if (request.purpose === 'update') {
    // A receipt that has ended, or was confirmed, has nothing to be cancelled; and no quota keeps the message back.
    return answer.status === 429 ? { kind: 'ok' } : patient(classifyUpdate(answer, now));
  }
  if (answer.status === 200 && body?.['status'] === 1) return { kind: 'ok' };
  const said = saidBy(body);
  if (answer.status === 429) {
    const detail = said === null ? '' : ` (${said})`;
    return permanentAnswer(answer, false, `the application has used up its messages of this month${detail}`);
  }
  if (answer.status === 200) return patient(retryAnswer(answer, now, said));
  const isDead = body?.['user'] === 'invalid' || body?.['token'] === 'invalid';
  const refusals = [400, 401, 403, 404, 405, 410, 413, 422];
  const verdict =
    pageVerdict(answer, now) ??
    classifyStatus(answer, now, isDead ? { ok: [], dead: refusals } : { ok: [], permanent: refusals }, said);
  return patient(verdict);
}

function patient(verdict: Verdict): Verdict {
  return verdict.kind === 'retry'
    ? { ...verdict, retryAfterMs: Math.max(leastWaitMs, verdict.retryAfterMs ?? 0) }
    : verdict;
}

function saidBy(body: ReturnType<typeof jsonOf>): string | null {
  const errors = body?.['errors'];
  if (!Array.isArray(errors)) return null;
  const words = errors.filter((error) => typeof error === 'string');
  return words.length === 0 ? null : cutText(words.join('; '), 300);
}
