import type { Verdict } from '@/lib/notifiers/rules/classify';

/** With the wait that the vendor names in the body, in seconds, which is exact where its header is rounded. */
export function withSeconds(verdict: Verdict, seconds: unknown): Verdict {
  return verdict.kind === 'retry' && typeof seconds === 'number' && seconds >= 0
    ? { ...verdict, retryAfterMs: Math.ceil(seconds * 1000) }
    : verdict;
}
