import type { HttpRequest } from '@/lib/notifiers/notifier';
import {
  type HttpAnswer,
  isTaken,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';

const leastWaitMs = 60_000;

/**
 * 403 is a limit as often as a refusal; 410 says that issues are switched off, or that this one was deleted.
 * Sources: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api,
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function classifyGithub(answer: HttpAnswer, now: Date, request: HttpRequest): Verdict {
  const { status } = answer;
  const json = jsonOf(answer);
  const said = typeof json?.['message'] === 'string' ? json['message'] : null;
  if (isTaken(answer)) {
    return json?.['id'] === undefined ? retryAnswer(answer, now, said) : { kind: 'ok' };
  }
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  if (isLimit(answer, said)) return afterLimit(answer, now, said);
  if ((status === 404 || status === 410) && request.purpose === 'update') return { kind: 'ok' };
  if (status === 401 || status === 403 || status === 404 || status === 410) {
    // Without GitHub's own words it is something on the way that refuses.
    return said === null ? retryAnswer(answer, now) : permanentAnswer(answer, true, said);
  }
  return status === 400 || status === 413 || status === 422
    ? permanentAnswer(answer, false, said)
    : retryAnswer(answer, now, said);
}

function isLimit({ status, headers }: HttpAnswer, said: string | null): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(said ?? '')
  );
}

/** As long as it says, else until the limit is lifted, else a minute. */
function afterLimit(answer: HttpAnswer, now: Date, said: string | null): Verdict {
  const verdict = retryAnswer(answer, now, said);
  if (verdict.kind !== 'retry' || verdict.retryAfterMs !== null) return verdict;
  const resetMs = Number(answer.headers['x-ratelimit-reset'] ?? Number.NaN) * 1000;
  const isSpent = answer.headers['x-ratelimit-remaining'] === '0' && Number.isFinite(resetMs);
  const waitMs = isSpent ? Math.max(0, resetMs - now.getTime()) : leastWaitMs;
  return { ...verdict, retryAfterMs: waitMs };
}
