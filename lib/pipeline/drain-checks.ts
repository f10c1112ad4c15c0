import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '@/db/client';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { errorCodeOf } from '@/lib/core/error-code';
import type { Logger } from '@/lib/core/logger';
import { claimChecks, giveBackChecks } from '@/lib/pipeline/claim-checks';
import { bringBackStrayed, peekSchedule } from '@/lib/pipeline/internal/claim-queries';
import { DatabaseClock } from '@/lib/pipeline/internal/database-clock';
import { ProbePool } from '@/lib/pipeline/internal/probe-pool';
import { ResultWriter } from '@/lib/pipeline/internal/result-writer';
import type { ClaimedCheck, FinishedCheck } from '@/lib/pipeline/internal/types';
import type { Lookout } from '@/lib/pipeline/lookout';
import { type ProcessHooks, processResults } from '@/lib/pipeline/process-results';
import type { ProbeIo } from '@/lib/probing/probe';
import { type CheckRequest, runCheck } from '@/lib/probing/run-check';
import { touchRegion } from '@/lib/regions/touch-region';

export type DrainDeps = {
  db: Db;
  logger: Logger;
  io: ProbeIo;
  /** Tells failures of targets from a lost network of our own; one for the process. */
  lookout: Lookout;
  /** Called after a commit that left deliveries to send. A call that is lost only makes them later. */
  onDeliveries: (count: number) => void;
  /** Called after each commit, with how many checks it stored. */
  onStored?: (count: number) => void;
};

/** For tests that stop a process at its worst moments. */
export type DrainHooks = ProcessHooks & { onClaimed?: () => Promise<void>; onProbed?: () => Promise<void> };

export type DrainOptions = {
  region: string;
  /** The process is to stop: what is not running is given back, what runs gets `graceMs`. */
  signal: AbortSignal;
  /** Asked often. From true on nothing more is claimed, and the drain ends when its checks are done. */
  shouldEnd: () => boolean;
  hooks?: DrainHooks;
};

export type DrainSummary = { stored: number; dropped: number; deliveries: number; givenBack: number };

const claimSize = 500;
/** Claimed ahead, so that the pool never waits for Postgres. */
const lowWater = 300;
const idlePollMs = 500;
/** A claim costs the same for one check as for many: where few are due, more are let come together. */
const gatherMs = 20;
const touchEveryMs = 15_000;
/** A check that has waited longer for its turn is given back to whoever is less busy. */
const maxQueuedMs = 5000;
const graceMs = 12_000;
const limits = { young: 200, total: 5000, patienceMs: 1000 };

/** Takes due checks of a region, runs them and stores what they find, until it is told to end. */
export async function drainChecks(deps: DrainDeps, options: DrainOptions): Promise<DrainSummary> {
  return new Drain(deps, options).run();
}

type Queued = { check: ClaimedCheck; claimedMs: number };

class Drain {
  private readonly summary: DrainSummary = { stored: 0, dropped: 0, deliveries: 0, givenBack: 0 };
  private readonly clock: DatabaseClock;
  private readonly pool: ProbePool;
  private readonly writer: ResultWriter;
  private readonly deps: DrainDeps;
  private readonly options: DrainOptions;
  private queue: Queued[] = [];
  private head = 0;
  private onRoom: (() => void) | null = null;
  private onStop: (() => void) | null = null;
  private touchedMs = Number.NEGATIVE_INFINITY;

  constructor(deps: DrainDeps, options: DrainOptions) {
    this.deps = deps;
    this.options = options;
    const { db, io, logger } = deps;
    const { monotonicMs } = io;
    this.clock = new DatabaseClock(monotonicMs);
    const now = () => this.clock.now();
    this.pool = new ProbePool({
      probe: (request: CheckRequest) => runCheck(request, io),
      clock: { monotonicMs, now },
      limits,
      onFinished: (finished) => this.onFinished(finished),
    });
    this.writer = new ResultWriter({
      write: (batch) =>
        deps.lookout.judge(batch, now, (checks) => processResults(db, checks, now(), options.hooks)),
      onWritten: (processed) => {
        this.summary.stored += processed.stored;
        this.summary.dropped += processed.dropped;
        this.summary.deliveries += processed.deliveries;
        deps.onStored?.(processed.stored);
        if (processed.deliveries > 0) deps.onDeliveries(processed.deliveries);
      },
      ensurePartitions: () => ensurePartitions(db),
      logger,
      batchSize: 500,
      lingerMs: 250,
      maxWriting: 2,
      maxWaiting: 4000,
    });
  }

  async run(): Promise<DrainSummary> {
    const ageing = setInterval(() => this.pump(), 100);
    const stop = () => this.onStop?.();
    this.options.signal.addEventListener('abort', stop);
    try {
      await this.claimUntilEnd();
      await this.finish();
    } finally {
      clearInterval(ageing);
      this.options.signal.removeEventListener('abort', stop);
    }
    return this.summary;
  }

  private get isEnding(): boolean {
    return this.options.signal.aborted || this.options.shouldEnd();
  }

  private async claimUntilEnd(): Promise<void> {
    let failures = 0;
    while (!this.isEnding) {
      try {
        await this.touch();
        const claimed = await this.claim();
        failures = 0;
        if (claimed === 0) await this.idle();
        else if (claimed < claimSize / 4) await this.sleep(gatherMs);
        await this.waitForRoom();
      } catch (error) {
        this.deps.logger.warn(
          { code: errorCodeOf(error), err: error },
          'claiming checks failed and is tried again',
        );
        failures += 1;
        await this.sleep(Math.min(5000, 100 * 2 ** failures));
      }
    }
  }

  private async touch(): Promise<void> {
    const nowMs = this.deps.io.monotonicMs();
    if (nowMs - this.touchedMs < touchEveryMs) return;
    await touchRegion(this.deps.db, this.options.region);
    if (this.touchedMs === Number.NEGATIVE_INFINITY) await ensurePartitions(this.deps.db);
    this.touchedMs = nowMs;
  }

  private async claim(): Promise<number> {
    const { checks, nowMs } = await claimChecks(this.deps.db, this.options.region, claimSize);
    if (nowMs === null) return 0;
    await this.setClock(nowMs);
    await this.options.hooks?.onClaimed?.();
    const claimedMs = this.deps.io.monotonicMs();
    for (const check of checks) this.queue.push({ check, claimedMs });
    this.pump();
    return checks.length;
  }

  private async setClock(nowMs: number): Promise<void> {
    const setBackMs = this.clock.set(nowMs);
    if (setBackMs > 0) this.deps.lookout.forget();
    this.deps.lookout.keepWatch(() => this.clock.now());
    if (setBackMs === 0) return;
    const brought = await bringBackStrayed(this.deps.db, this.options.region);
    this.deps.logger.warn({ setBackMs, brought }, 'the clock of the database was set back');
  }

  private pump(): void {
    while (this.head < this.queue.length && !this.writer.isFull && this.pool.hasRoom()) {
      const next = this.queue[this.head];
      this.head += 1;
      if (next !== undefined) this.pool.start(next.check);
    }
    if (this.head > 1000 || this.head === this.queue.length) {
      this.queue = this.queue.slice(this.head);
      this.head = 0;
    }
    if (this.queue.length - this.head < lowWater) this.onRoom?.();
  }

  private onFinished(finished: FinishedCheck): void {
    const { onProbed } = this.options.hooks ?? {};
    if (onProbed === undefined) this.writer.add(finished);
    else void onProbed().then(() => this.writer.add(finished));
    this.pump();
  }

  /** Until the queue runs low, a queued check has waited too long, or the end. */
  private async waitForRoom(): Promise<void> {
    while (this.queue.length - this.head >= lowWater && !this.isEnding) {
      await this.sleep(idlePollMs, true);
      const oldest = this.queue[this.head];
      if (oldest !== undefined && this.deps.io.monotonicMs() - oldest.claimedMs > maxQueuedMs) {
        await this.giveBackQueue();
      }
    }
  }

  private async idle(): Promise<void> {
    const { nowMs, waitMs } = await peekSchedule(this.deps.db, this.options.region);
    await this.setClock(nowMs);
    await this.sleep(Math.max(5, Math.min(idlePollMs, waitMs ?? idlePollMs)));
  }

  /** At most `ms`; sooner when the process is to stop or, where asked for, when there is room for more. */
  private sleep(ms: number, wakesForRoom = false): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.onRoom = null;
        this.onStop = null;
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.onStop = wake;
      if (wakesForRoom) this.onRoom = wake;
    });
  }

  private async finish(): Promise<void> {
    const { signal } = this.options;
    let graceEndsMs = Number.POSITIVE_INFINITY;
    while (this.pool.size > 0 || this.queue.length > this.head) {
      if (signal.aborted) {
        graceEndsMs = Math.min(graceEndsMs, this.deps.io.monotonicMs() + graceMs);
        await this.giveBackQueue();
        if (this.deps.io.monotonicMs() >= graceEndsMs) break;
      }
      await delay(20);
    }
    await this.giveBack(this.pool.abandon());
    await this.writer.close();
  }

  private async giveBackQueue(): Promise<void> {
    const checks = this.queue.slice(this.head).map(({ check }) => check);
    this.queue = [];
    this.head = 0;
    await this.giveBack(checks);
  }

  private async giveBack(checks: readonly ClaimedCheck[]): Promise<void> {
    if (checks.length === 0) return;
    this.summary.givenBack += checks.length;
    await giveBackChecks(this.deps.db, checks).catch((error: unknown) => {
      this.deps.logger.warn(
        { err: error, checks: checks.length },
        'leases run out instead of being given back',
      );
    });
  }
}
