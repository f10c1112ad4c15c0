import type { ClaimedCheck, FinishedCheck } from '@/lib/pipeline/internal/types';
import type { CheckOutcome } from '@/lib/probing/probe';
import type { CheckRequest } from '@/lib/probing/run-check';

export type PoolLimits = {
  /** Checks that are young keep a core busy: more at once would only make their timings untrue. */
  young: number;
  /** Checks that hang cost a socket each and no time. */
  total: number;
  /** From this age on a check counts as hanging, and another one takes its place. */
  patienceMs: number;
};

type Running = { check: ClaimedCheck; startedMs: number; isYoung: boolean; isOver: boolean };

/** Runs checks side by side with continuous refill: one that hangs delays nobody. */
export class ProbePool {
  private readonly probe: (request: CheckRequest) => Promise<CheckOutcome>;
  private readonly clock: { monotonicMs: () => number; now: () => number };
  private readonly limits: PoolLimits;
  private readonly onFinished: (finished: FinishedCheck) => void;
  private readonly running = new Set<Running>();
  /** In the order of their start; those that are over are dropped when they come to the front. */
  private order: Running[] = [];
  private front = 0;
  private young = 0;

  constructor(options: {
    probe: (request: CheckRequest) => Promise<CheckOutcome>;
    clock: { monotonicMs: () => number; now: () => number };
    limits: PoolLimits;
    onFinished: (finished: FinishedCheck) => void;
  }) {
    this.probe = options.probe;
    this.clock = options.clock;
    this.limits = options.limits;
    this.onFinished = options.onFinished;
  }

  get size(): number {
    return this.running.size;
  }

  hasRoom(): boolean {
    if (this.running.size >= this.limits.total) return false;
    if (this.young < this.limits.young) return true;
    this.age();
    return this.young < this.limits.young;
  }

  start(check: ClaimedCheck): void {
    const startedMs = this.clock.monotonicMs();
    const startedAtMs = this.clock.now();
    const entry: Running = { check, startedMs, isYoung: true, isOver: false };
    this.running.add(entry);
    this.order.push(entry);
    this.young += 1;
    if (this.order.length - this.front > 4 * this.limits.total) this.age();
    void this.probe(check.request).then((outcome) => {
      entry.isOver = true;
      if (entry.isYoung) this.young -= 1;
      if (!this.running.delete(entry)) return;
      this.onFinished({ claim: check, outcome, startedAtMs, finishedAtMs: this.clock.now() });
    });
  }

  /** Lets go of all that still run: what becomes of them is told to nobody. */
  abandon(): ClaimedCheck[] {
    const checks = [...this.running].map(({ check }) => check);
    this.running.clear();
    return checks;
  }

  private age(): void {
    const before = this.clock.monotonicMs() - this.limits.patienceMs;
    let entry = this.order[this.front];
    while (entry !== undefined && (entry.isOver || entry.startedMs <= before)) {
      if (!entry.isOver && entry.isYoung) {
        entry.isYoung = false;
        this.young -= 1;
      }
      this.front += 1;
      entry = this.order[this.front];
    }
    if (this.front > 4096) {
      this.order = this.order.slice(this.front);
      this.front = 0;
    }
  }
}
