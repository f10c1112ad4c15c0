import { setTimeout as sleep } from 'node:timers/promises';
import { attemptDelivery } from '@/lib/alerting/internal/attempt-delivery';
import { type Recorded, recordAttempt } from '@/lib/alerting/internal/record-attempt';
import { mailOwners } from '@/lib/alerting/internal/tell-channel-disabled';
import { type ClaimedDelivery, claimDeliveries, settleDelivery } from '@/lib/alerting/queries/sending';
import type { SenderDeps } from '@/lib/alerting/sender-deps';
import type { Attempt } from '@/lib/notifiers/deliver';

export type SendReport = Record<Recorded | 'suppressed', number>;

type Options = {
  /** How many are sent at the same time. */
  concurrency?: number;
  /** How many are taken in all. */
  limit?: number;
};

type DrainOptions = Options & {
  /** Asked whenever places are free: from then on nothing more is claimed, and what runs is finished. */
  shouldEnd: () => boolean;
  /** Ends a wait for work early. */
  signal?: AbortSignal;
};

const defaultConcurrency = 32;
/** How many of one channel run at the same time, so that one slow receiver holds up no other. */
const perChannel = 4;
/** How soon a delivery that nobody announced is seen. */
const pollMs = 500;
/** Places that become free within so short a time are filled by one claim. */
const claimGapMs = 20;
/** Doubled six times: about six seconds, as long as a restart of Postgres lasts. */
const firstRecordWaitMs = 100;
const recordTries = 7;

/** Sends what is due now, retries included, until nothing is. */
export async function sendPendingDeliveries(deps: SenderDeps, options: Options = {}): Promise<SendReport> {
  return run(deps, { ...options, shouldEnd: null });
}

/** The same until it should end: what becomes due meanwhile, a retry after five seconds say, goes out at its time. */
export async function drainDeliveries(deps: SenderDeps, options: DrainOptions): Promise<SendReport> {
  const shouldEnd = () => options.signal?.aborted === true || options.shouldEnd();
  return run(deps, { ...options, shouldEnd });
}

type Run = Options & { shouldEnd: (() => boolean) | null; signal?: AbortSignal };

/** A pool with continuous refill. Without `shouldEnd` it ends when nothing is due. */
async function run(deps: SenderDeps, options: Run): Promise<SendReport> {
  const { concurrency = defaultConcurrency, limit = Number.POSITIVE_INFINITY, shouldEnd } = options;
  const report: SendReport = { delivered: 0, retry: 0, failed: 0, lost: 0, suppressed: 0 };
  const running = new Set<Promise<void>>();
  const perChannelRunning = new Map<string, number>();
  let taken = 0;
  let claimedMs = Number.NEGATIVE_INFINITY;

  const start = (claimed: ClaimedDelivery) => {
    const { channelId } = claimed.delivery;
    perChannelRunning.set(channelId, (perChannelRunning.get(channelId) ?? 0) + 1);
    const sending = sendOne(deps, claimed)
      .then((outcome) => {
        report[outcome] += 1;
      })
      .catch((error: unknown) => {
        // The lease runs out and the delivery is taken again: nothing is lost, and the others go on.
        deps.logger?.error(
          { err: error, delivery_id: claimed.delivery.id },
          'a delivery could not be recorded',
        );
        report.lost += 1;
      })
      .finally(() => {
        running.delete(sending);
        perChannelRunning.set(channelId, (perChannelRunning.get(channelId) ?? 1) - 1);
      });
    running.add(sending);
  };

  for (;;) {
    const isEnding = shouldEnd?.() ?? false;
    const free = isEnding ? 0 : Math.min(concurrency - running.size, limit - taken);
    const busy = [...perChannelRunning].filter(([, count]) => count >= perChannel).map(([id]) => id);
    const claimed = free > 0 ? await claim(deps, free, busy, shouldEnd !== null) : [];
    claimedMs = performance.now();
    taken += claimed.length;
    if (claimed.length > 0) await deps.hooks?.afterClaim?.(claimed.map(({ delivery }) => delivery.id));
    for (const one of claimed) start(one);
    if (claimed.length > 0 && running.size < concurrency) continue;
    if (running.size === 0 && (shouldEnd === null || isEnding || taken >= limit)) return report;
    await anyOf(running, shouldEnd === null || isEnding ? null : pollMs, options.signal);
    const restMs = claimedMs + claimGapMs - performance.now();
    if (restMs > 0) await sleep(restMs);
  }
}

/** A drain outlasts an outage of Postgres: what cannot be claimed now is claimed at a later look. */
async function claim(deps: SenderDeps, free: number, busy: readonly string[], isDrain: boolean) {
  try {
    return await claimDeliveries(deps.db, free, busy);
  } catch (error) {
    if (!isDrain) throw error;
    deps.logger?.warn({ err: error }, 'claiming deliveries failed and is tried again');
    return [];
  }
}

/** Until one of them ends, or it is time to look again. */
async function anyOf(running: ReadonlySet<Promise<void>>, waitMs: number | null, signal?: AbortSignal) {
  if (waitMs === null) return void (await Promise.race(running));
  const cancel = new AbortController();
  const both = signal === undefined ? cancel.signal : AbortSignal.any([cancel.signal, signal]);
  const timer = sleep(waitMs, undefined, { signal: both }).catch(() => {});
  await Promise.race([...running, timer]);
  cancel.abort();
}

async function sendOne(deps: SenderDeps, claimed: ClaimedDelivery): Promise<Recorded | 'suppressed'> {
  const { delivery, channel } = claimed;
  if (!channel.enabled && delivery.transition !== 'test') {
    const isOurs = await settleDelivery(deps.db, delivery, {
      ...delivery,
      outcome: { status: 'suppressed' },
    });
    return isOurs ? 'suppressed' : 'lost';
  }
  const attempt = await attemptDelivery(deps, claimed);
  await deps.hooks?.afterSend?.(delivery.id);
  const { verdict } = attempt;
  if (verdict.kind === 'permanent' && verdict.disablesChannel)
    await mailOwners(deps, claimed, verdict.reason);
  const recorded = await recordPatiently(deps, claimed, attempt);
  await deps.hooks?.afterRecord?.(delivery.id);
  const level = recorded === 'delivered' ? 'info' : 'warn';
  deps.logger?.[level](
    {
      delivery_id: delivery.id,
      channel_id: channel.id,
      incident_id: delivery.incidentId,
      transition: delivery.transition,
      outcome: recorded,
      status_code: attempt.statusCode,
      duration_ms: attempt.durationMs,
    },
    'delivery attempted',
  );
  return recorded;
}

/** The message is out. What is not recorded is sent again after the lease, so Postgres is given time to come back. */
async function recordPatiently(
  deps: SenderDeps,
  claimed: ClaimedDelivery,
  attempt: Attempt,
): Promise<Recorded> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await recordAttempt(deps, claimed, attempt);
    } catch (error) {
      if (tried === recordTries) throw error;
      const delivery_id = claimed.delivery.id;
      deps.logger?.warn({ err: error, delivery_id }, 'recording a delivery failed and is tried again');
      await sleep(firstRecordWaitMs * 2 ** (tried - 1));
    }
  }
}
