import { notifyChanges } from '@/lib/audit/notify-changes';
import type { Outcome } from '@/lib/subscribers/internal/attempt-notification';
import type { NotifierDeps } from '@/lib/subscribers/notifier-deps';
import {
  type Claim,
  type FoundNotification,
  noteFailure,
  noteSent,
  type Settled,
  settleNotification,
} from '@/lib/subscribers/queries/sending';
import { retryAfterMs } from '@/lib/subscribers/rules/retry-schedule';

/** So many updates in a row that did not arrive, each after all of its attempts. */
const maxFailures = 10;
const crowdedMs = 1000;
const maxError = 500;

/** `lost`: the lease ran out meanwhile; what another sender finds is what counts. */
export type Recorded = 'sent' | 'retry' | 'failed' | 'suppressed' | 'lost';

/** In one transaction with what it means for the subscriber. Nothing is called sent before this. */
export async function recordOutcome(
  deps: NotifierDeps,
  claim: Claim,
  { subscriber, notification }: FoundNotification,
  outcome: Outcome,
): Promise<Recorded> {
  const settled = settle(outcome, notification.attemptCount, deps.random());
  return deps.db.transaction(async (tx) => {
    if (!(await settleNotification(tx, claim, settled))) return 'lost';
    if (settled.status === 'pending') return 'retry';
    if (settled.status === 'sent') await noteSent(tx, subscriber.id);
    else {
      const isFinal = outcome.kind === 'failed' && outcome.disables;
      await noteFailure(tx, subscriber.id, { reason: settled.error ?? '', isFinal, maxFailures });
      const { organizationId, id } = subscriber;
      await notifyChanges(tx, [{ organizationId, topic: 'subscribers', id }]);
    }
    return settled.status;
  });
}

function settle(outcome: Outcome, attempts: number, random: number): Settled {
  switch (outcome.kind) {
    case 'sent':
      return { status: 'sent', error: null };
    case 'failed':
      return { status: 'failed', error: outcome.reason.slice(0, maxError) };
    case 'retry': {
      const error = outcome.reason.slice(0, maxError);
      if (outcome.isCrowded) {
        const askedMs = outcome.retryAfterMs ?? crowdedMs;
        return { status: 'pending', error, afterMs: askedMs * (1 + random), countsAttempt: false };
      }
      const afterMs = retryAfterMs({ attemptCount: attempts + 1, askedMs: outcome.retryAfterMs, random });
      return afterMs === null
        ? { status: 'failed', error }
        : { status: 'pending', error, afterMs, countsAttempt: true };
    }
  }
}
