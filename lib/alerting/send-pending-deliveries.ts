import { setTimeout as sleep } from 'node:timers/promises';
import { attemptDelivery } from '@/lib/alerting/internal/attempt-delivery';
import { AttemptRecorder } from '@/lib/alerting/internal/attempt-recorder';
import { ChannelLoad } from '@/lib/alerting/internal/channel-load';
import { type Claim, claimDeliveries, type Room } from '@/lib/alerting/internal/claim-deliveries';
import { finishAttempt, type Recorded } from '@/lib/alerting/internal/record-attempt';
import { isScheduledTest, mailOwners } from '@/lib/alerting/internal/tell-channel-disabled';
import type { ClaimedDelivery } from '@/lib/alerting/queries/sending';
import type { SenderDeps } from '@/lib/alerting/sender-deps';

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

const defaultConcurrency = 64;
/** How soon a delivery that nobody announced is seen. */
const pollMs = 500;
/** Places that become free within so short a time are filled by one claim. */
const claimGapMs = 20;

/** Sends what is due now, retries included, until nothing is. */
export async function sendPendingDeliveries(deps: SenderDeps, options: Options = {}): Promise<SendReport> {
  return new Sending(deps, { ...options, shouldEnd: null }).run();
}

/** The same until it should end: what becomes due meanwhile, a retry after five seconds say, goes out at its time. */
export async function drainDeliveries(deps: SenderDeps, options: DrainOptions): Promise<SendReport> {
  const shouldEnd = () => options.signal?.aborted === true || options.shouldEnd();
  return new Sending(deps, { ...options, shouldEnd }).run();
}

type Run = Options & { shouldEnd: (() => boolean) | null; signal?: AbortSignal };

/** A pool with continuous refill. Without `shouldEnd` it ends when nothing is due. */
class Sending {
  private readonly report: SendReport = { delivered: 0, retry: 0, failed: 0, lost: 0, suppressed: 0 };
  private readonly running = new Set<Promise<void>>();
  private readonly load = new ChannelLoad();
  private readonly mailed = new Map<string, Promise<void>>();
  private readonly recorder: AttemptRecorder;
  private readonly deps: SenderDeps;
  private readonly options: Run;
  private taken = 0;

  constructor(deps: SenderDeps, options: Run) {
    this.deps = deps;
    this.options = options;
    this.recorder = new AttemptRecorder(deps);
  }

  async run(): Promise<SendReport> {
    const { concurrency = defaultConcurrency, limit = Number.POSITIVE_INFINITY, shouldEnd } = this.options;
    for (;;) {
      const isEnding = shouldEnd?.() ?? false;
      const free = isEnding ? 0 : Math.min(concurrency - this.running.size, limit - this.taken);
      const wasIdle = this.running.size === 0;
      const { claimed, suppressed, isContended } = free > 0 ? await this.claim(free) : nothing;
      const claimedMs = performance.now();
      this.report.suppressed += suppressed;
      this.taken += claimed.length;
      if (claimed.length > 0) {
        await this.deps.hooks?.afterClaim?.(claimed.map(({ delivery }) => delivery.id));
      }
      for (const one of claimed) this.start(one);
      if (claimed.length > 0 && this.running.size < concurrency) continue;
      // What ended during the look left places that the look did not know of.
      const isLast = wasIdle && claimed.length === 0 && !isContended;
      if (isLast && (shouldEnd === null || isEnding || this.taken >= limit)) return this.report;
      await this.wait(isContended ? claimGapMs : shouldEnd === null || isEnding ? null : pollMs);
      const restMs = claimedMs + claimGapMs - performance.now();
      if (restMs > 0) await sleep(restMs);
    }
  }

  /** A drain outlasts an outage of Postgres: what cannot be claimed now is claimed at a later look. */
  private async claim(limit: number): Promise<Claim> {
    const room: Room = {
      limit,
      placesOf: (channelId) => this.load.placesOf(channelId),
      busyChannelIds: this.load.busyChannelIds(),
    };
    try {
      return await claimDeliveries(this.deps.db, room);
    } catch (error) {
      if (this.options.shouldEnd === null) throw error;
      this.deps.logger?.warn({ err: error }, 'claiming deliveries failed and is tried again');
      return nothing;
    }
  }

  private start(claimed: ClaimedDelivery): void {
    const { id: deliveryId, channelId } = claimed.delivery;
    this.load.begin(channelId);
    const sending = this.send(claimed)
      .then((outcome) => {
        this.report[outcome] += 1;
      })
      .catch((error: unknown) => {
        // The lease runs out and the delivery is taken again: nothing is lost, and the others go on.
        this.deps.logger?.error({ err: error, delivery_id: deliveryId }, 'a delivery could not be recorded');
        this.report.lost += 1;
      })
      .finally(() => {
        this.running.delete(sending);
        this.load.end(channelId);
      });
    this.running.add(sending);
  }

  private async send(claimed: ClaimedDelivery): Promise<Recorded> {
    const { delivery, channel } = claimed;
    const attempt = await attemptDelivery(this.deps, claimed);
    this.load.note(channel.id, attempt.durationMs);
    await this.deps.hooks?.afterSend?.(delivery.id);
    const { verdict } = attempt;
    if (verdict.kind === 'permanent' && verdict.disablesChannel) {
      await this.mailOwnersOnce(claimed, verdict.reason);
    }
    const finished = finishAttempt(this.deps, claimed, attempt);
    const { settlement } = finished;
    if (settlement.kind === 'failed' && !settlement.disablesChannel && isScheduledTest(delivery)) {
      await mailOwners(this.deps, claimed, settlement.reason, true);
    }
    const recorded = await this.recorder.record(finished);
    await this.deps.hooks?.afterRecord?.(delivery.id);
    const level = recorded === 'delivered' ? 'info' : 'warn';
    this.deps.logger?.[level](
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

  /** SMTP knows no ids that are taken once: of all that find a channel dead at the same time, one writes. */
  private mailOwnersOnce(claimed: ClaimedDelivery, reason: string): Promise<void> {
    const { id, updatedAt } = claimed.channel;
    const key = `${id} ${updatedAt.getTime()}`;
    const known = this.mailed.get(key);
    if (known !== undefined) return known;
    const mailing = mailOwners(this.deps, claimed, reason);
    this.mailed.set(key, mailing);
    mailing.catch(() => this.mailed.delete(key));
    return mailing;
  }

  /** Until one of them ends, or it is time to look again. */
  private async wait(waitMs: number | null): Promise<void> {
    const { signal } = this.options;
    if (waitMs === null) {
      if (this.running.size > 0) await Promise.race(this.running);
      return;
    }
    const cancel = new AbortController();
    const both = signal === undefined ? cancel.signal : AbortSignal.any([cancel.signal, signal]);
    const timer = sleep(waitMs, undefined, { signal: both }).catch(() => {});
    await Promise.race([...this.running, timer]);
    cancel.abort();
  }
}

const nothing: Claim = { claimed: [], suppressed: 0, isContended: false };
