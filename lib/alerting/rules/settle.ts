import type { DeliveryTransition } from '@/lib/alerting/constants';
import { planRetry, type Retry } from '@/lib/alerting/rules/retry-schedule';
import type { Verdict } from '@/lib/notifiers/rules/classify';

export type Facts = {
  transition: DeliveryTransition;
  /** A test that nobody waits for: the weekly one. */
  isScheduled?: boolean;
  /** With the attempt that was just made. */
  attemptCount: number;
  giveUpAt: Date | null;
  now: Date;
  random: number;
};

type Planned = Extract<Retry, { kind: 'retry' }>;

/** What becomes of a delivery after an attempt. */
export type Settlement =
  | { kind: 'delivered' }
  | ({ kind: 'retry'; reason: string } & Pick<Planned, 'afterMs' | 'giveUpAt' | 'isLate'>)
  | { kind: 'failed'; reason: string; disablesChannel: boolean };

/** A test is answered to whoever waits for it, so it is tried once; nobody waits for the weekly one. */
export function settle(verdict: Verdict, facts: Facts): Settlement {
  switch (verdict.kind) {
    case 'ok':
      return { kind: 'delivered' };
    case 'permanent':
      return { kind: 'failed', reason: verdict.reason, disablesChannel: verdict.disablesChannel };
    case 'retry': {
      if (facts.transition === 'test' && facts.isScheduled !== true)
        return { kind: 'failed', reason: verdict.reason, disablesChannel: false };
      const retry = planRetry({ ...facts, retryAfterMs: verdict.retryAfterMs });
      return retry.kind === 'give_up'
        ? { kind: 'failed', reason: `${verdict.reason} (given up after 24 h)`, disablesChannel: false }
        : { ...retry, reason: verdict.reason };
    }
  }
}
