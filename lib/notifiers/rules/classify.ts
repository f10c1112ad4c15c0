import { parseRetryAfter } from '@/lib/core/retry-after';

export type HttpAnswer = { status: number; headers: Readonly<Record<string, string>>; body: string };

/**
 * `permanent`: the same attempt would never succeed. `disablesChannel`: nothing sent there ever will.
 * Everything else that is not `ok` is tried again. `patch`: the receiver says what the config should be from now on.
 */
export type Verdict =
  | { kind: 'ok' }
  | {
      kind: 'retry';
      reason: string;
      retryAfterMs: number | null;
      patch?: Readonly<Record<string, string>>;
    }
  | { kind: 'permanent'; reason: string; disablesChannel: boolean };

/** `said`: the vendor's own words, where it gave any. */
export function retryAnswer(answer: HttpAnswer, now: Date, said: string | null = null): Verdict {
  const isRedirect = answer.status >= 300 && answer.status < 400;
  return {
    kind: 'retry',
    reason: isRedirect
      ? `The receiver answered ${answer.status}; redirects are not followed.`
      : answered(answer, said),
    retryAfterMs: isRedirect ? null : parseRetryAfter(answer.headers['retry-after'], now),
  };
}

export function permanentAnswer(
  answer: HttpAnswer,
  disablesChannel: boolean,
  said: string | null = null,
): Verdict {
  return { kind: 'permanent', reason: answered(answer, said), disablesChannel };
}

function answered({ status }: HttpAnswer, said: string | null): string {
  const words = said?.trim().replace(/[.\s]+$/, '') ?? '';
  return words === '' ? `The receiver answered ${status}.` : `The receiver answered ${status}: ${words}.`;
}

export type StatusRules = {
  /** Statuses that say it was taken. */
  ok: readonly number[];
  /** The same request would never be taken. */
  permanent?: readonly number[];
  /** The address or the key is dead: nothing sent there ever will be taken. */
  dead?: readonly number[];
};

/** By status alone; what a vendor says in the body comes on top, as `said`. All that is not named is tried again. */
export function classifyStatus(
  answer: HttpAnswer,
  now: Date,
  rules: StatusRules,
  said: string | null = null,
): Verdict {
  const { status } = answer;
  if (rules.ok.includes(status)) return { kind: 'ok' };
  if (rules.dead?.includes(status)) return permanentAnswer(answer, true, said);
  if (rules.permanent?.includes(status)) return permanentAnswer(answer, false, said);
  return retryAnswer(answer, now, said);
}

/** Of a request that changes an earlier message: where that one is gone there is nothing left to change. */
export function classifyUpdate(answer: HttpAnswer, now: Date): Verdict {
  const { status } = answer;
  const isPassing = status === 408 || status === 429 || status >= 500 || (status >= 300 && status < 400);
  return isPassing ? retryAnswer(answer, now) : { kind: 'ok' };
}

/** Any 2xx. */
export function isTaken({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

/** The body as JSON, or null: a proxy may answer with a page in place of the vendor. */
export function jsonOf({ body }: HttpAnswer): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/**
 * Any 2xx was received. 410 says that nobody is there any more. All else may mend, redirects too: they are
 * not followed. Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function classifyWebhook(answer: HttpAnswer, now: Date): Verdict {
  if (isTaken(answer)) return { kind: 'ok' };
  if (answer.status === 410) {
    return { kind: 'permanent', reason: 'The receiver answered 410 Gone.', disablesChannel: true };
  }
  return retryAnswer(answer, now);
}
