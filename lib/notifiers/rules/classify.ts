import { parseRetryAfter } from '@/lib/core/retry-after';

export type HttpAnswer = { status: number; headers: Readonly<Record<string, string>>; body: string };

/**
 * `permanent`: the same attempt would never succeed. `disablesChannel`: nothing sent there ever will.
 * Everything else that is not `ok` is tried again.
 */
export type Verdict =
  | { kind: 'ok' }
  | { kind: 'retry'; reason: string; retryAfterMs: number | null }
  | { kind: 'permanent'; reason: string; disablesChannel: boolean };

export function retryAnswer(answer: HttpAnswer, now: Date): Verdict {
  return {
    kind: 'retry',
    reason: `The receiver answered ${answer.status}.`,
    retryAfterMs: parseRetryAfter(answer.headers['retry-after'], now),
  };
}

/**
 * Any 2xx was received. 410 says that nobody is there any more. All else may mend, redirects too: they are
 * not followed. Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function classifyWebhook(answer: HttpAnswer, now: Date): Verdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'ok' };
  if (status === 410) {
    return { kind: 'permanent', reason: 'The receiver answered 410 Gone.', disablesChannel: true };
  }
  if (status >= 300 && status < 400) {
    return {
      kind: 'retry',
      reason: `The receiver answered ${status}; redirects are not followed.`,
      retryAfterMs: null,
    };
  }
  return retryAnswer(answer, now);
}
