import type { Db } from '@/db/client';
import type { CanaryTarget } from '@/lib/core/canary-target';
import { errorCodeOf } from '@/lib/core/error-code';
import type { Logger } from '@/lib/core/logger';
import { reachesAny } from '@/lib/pipeline/internal/canary';
import { countWatched } from '@/lib/pipeline/internal/claim-queries';
import { FailureCounter } from '@/lib/pipeline/internal/failure-counter';
import type { FinishedCheck } from '@/lib/pipeline/internal/types';
import type { Processed } from '@/lib/pipeline/process-results';
import {
  blindSinceMs,
  judgeFailure,
  newSight,
  type Sight,
  seeLook,
} from '@/lib/pipeline/rules/trust-results';
import { findSight, recordSight } from '@/lib/regions/record-sight';

export type LookoutOptions = {
  db: Db;
  logger: Logger;
  region: string;
  /** Looked at to tell whether the prober itself is online; without any, every failure stands. */
  targets: readonly CanaryTarget[];
};

type Clock = () => number;
type Write = (checks: readonly FinishedCheck[]) => Promise<Processed>;

const lookEveryMs = 10_000;
const countEveryMs = 60_000;
const recordEveryMs = 60_000;
/** A look may come too early for some of a batch, or be one that began before it: the third one is neither. */
const maxLooks = 3;

export const lostNetwork =
  'The prober had lost its own network when this check failed, so nothing is known of the target.';

/**
 * Stands between finished checks and what is made of them, in one process: failures seen while the prober itself was
 * offline become `unknown`. Lives longer than a drain, for it remembers. Successes never wait for it.
 */
export class Lookout {
  private readonly options: LookoutOptions;
  private readonly failures = new FailureCounter();
  private sight: Sight | null = null;
  private looking: Promise<void> | null = null;
  private monitors = { count: 0, countedAtMs: Number.NEGATIVE_INFINITY };
  private recorded = { isBlind: false, atMs: Number.NEGATIVE_INFINITY };

  constructor(options: LookoutOptions) {
    this.options = options;
  }

  /** Called often: looks now and then, so that it is known whether anything can be reached at all. */
  keepWatch(now: Clock): void {
    if (this.options.targets.length === 0 || this.looking !== null) return;
    const lastMs = this.sight?.last?.startedAtMs ?? Number.NEGATIVE_INFINITY;
    if (now() - lastMs >= lookEveryMs) void this.look(now);
  }

  /** After the clock was set back: what was seen lies at instants that are yet to come. */
  forget(): void {
    this.sight = null;
  }

  /** Writes a batch, with failures that say nothing as `unknown`. What need not wait for a look is written at once. */
  async judge(batch: readonly FinishedCheck[], now: Clock, write: Write): Promise<Processed> {
    if (this.options.targets.length === 0) return write(batch);
    const failed = batch.filter(isFailure);
    this.failures.add(batch, failed, now());
    if (failed.length === 0) return write(batch);
    const known = this.tryJudge(failed, now());
    if (known !== null) return write(batch.map((check) => known.get(check) ?? check));
    const others = batch.filter((check) => !isFailure(check));
    const [first, judged] = await Promise.all([
      others.length === 0 ? nothing : write(others),
      this.lookAndJudge(failed, now),
    ]);
    const second = await write(failed.map((check) => judged.get(check) ?? check));
    return {
      stored: first.stored + second.stored,
      dropped: first.dropped + second.dropped,
      deliveries: first.deliveries + second.deliveries,
    };
  }

  private async lookAndJudge(failed: readonly FinishedCheck[], now: Clock): Promise<Judged> {
    await this.countMonitors(now());
    for (let looks = 0; looks < maxLooks; looks += 1) {
      await this.look(now);
      const judged = this.tryJudge(failed, now());
      if (judged !== null) return judged;
    }
    return new Map();
  }

  /** Null where a look is needed first. */
  private tryJudge(failed: readonly FinishedCheck[], nowMs: number): Judged | null {
    const { sight } = this;
    if (sight === null) return null;
    const isMass = this.failures.isMass(this.monitors.count, nowMs);
    const judged: Judged = new Map();
    for (const check of failed) {
      const trust = judgeFailure(sight, check, { isMass, nowMs });
      if (trust === 'look') return null;
      if (trust === 'unknown') judged.set(check, asUnknown(check));
    }
    return judged;
  }

  private look(now: Clock): Promise<void> {
    this.looking ??= this.lookOnce(now).finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async lookOnce(now: Clock): Promise<void> {
    const before = this.sight ?? newSight(await this.loadSight());
    const startedAtMs = now();
    const isReached = await reachesAny(this.options.targets);
    const sight = seeLook(before, { startedAtMs, finishedAtMs: now(), isReached });
    this.sight = sight;
    await this.record(sight, now());
  }

  private async loadSight(): Promise<number | null> {
    return this.orWarn(null, () => findSight(this.options.db, this.options.region));
  }

  private async record(sight: Sight, nowMs: number): Promise<void> {
    const sinceMs = blindSinceMs(sight);
    const isBlind = sinceMs !== null;
    const { logger, db, region } = this.options;
    if (isBlind !== this.recorded.isBlind) {
      if (isBlind)
        logger.error({ region, sinceMs }, 'the prober has lost its own network; failures say nothing');
      else logger.info({ region }, 'the prober has its network back');
    } else if (nowMs - this.recorded.atMs < recordEveryMs) return;
    if (sight.last?.isReached === false && !isBlind) return;
    this.recorded = { isBlind, atMs: nowMs };
    await this.orWarn(undefined, () => recordSight(db, region, sinceMs));
  }

  private async countMonitors(nowMs: number): Promise<void> {
    if (nowMs - this.monitors.countedAtMs < countEveryMs) return;
    const { db, region } = this.options;
    const count = await this.orWarn(this.monitors.count, () => countWatched(db, region));
    this.monitors = { count, countedAtMs: nowMs };
  }

  /** What is kept in the database helps the next process; this one goes on without. */
  private async orWarn<T>(fallback: T, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      this.options.logger.warn(
        { code: errorCodeOf(error), err: error },
        'the sight of the region is not kept',
      );
      return fallback;
    }
  }
}

type Judged = Map<FinishedCheck, FinishedCheck>;

const nothing: Processed = { stored: 0, dropped: 0, deliveries: 0 };

function isFailure({ outcome }: FinishedCheck): boolean {
  return outcome.result === 'down';
}

function asUnknown(check: FinishedCheck): FinishedCheck {
  const outcome = {
    ...check.outcome,
    result: 'unknown' as const,
    cause: 'prober_fault' as const,
    error: lostNetwork,
    evidence: null,
  };
  return { ...check, outcome };
}
