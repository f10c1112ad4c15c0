import type { DeliveryTransition } from '@/lib/alerting/constants';
import type { Settlement } from '@/lib/alerting/rules/settle';
import type { Verdict } from '@/lib/notifiers/rules/classify';

/** Longer than this nobody is kept from trying whether the receiver takes messages again. */
const maxRestMs = 3_600_000;

/**
 * For how long nothing at all goes to a channel after an attempt, in milliseconds. A receiver that answers 429, or names
 * a time, means whoever calls and not one message: the others wait as well. A person's test holds nobody up.
 */
export function restAfterMs(
  settlement: Settlement,
  attempt: { verdict: Verdict; statusCode: number | null },
  transition: DeliveryTransition,
): number {
  const { verdict, statusCode } = attempt;
  if (settlement.kind !== 'retry' || verdict.kind !== 'retry' || transition === 'test') return 0;
  if (verdict.retryAfterMs !== null) return Math.min(verdict.retryAfterMs, maxRestMs);
  return statusCode === 429 ? Math.min(settlement.afterMs, maxRestMs) : 0;
}
