import type { FinishedCheck } from '@/lib/pipeline/internal/types';
import { isMassFailure } from '@/lib/pipeline/rules/trust-results';

const windowMs = 60_000;

/** What failed in the last minute, as far as this process has seen. A batch that is written again counts once. */
export class FailureCounter {
  private readonly lastFailureMs = new Map<string, number>();
  private readonly counted = new WeakSet<FinishedCheck>();
  private batches: { atMs: number; checks: number; failed: number }[] = [];

  add(batch: readonly FinishedCheck[], failed: readonly FinishedCheck[], nowMs: number): void {
    const [first] = batch;
    if (first === undefined || this.counted.has(first)) return;
    this.counted.add(first);
    this.batches.push({ atMs: nowMs, checks: batch.length, failed: failed.length });
    for (const { claim, finishedAtMs } of failed) this.lastFailureMs.set(claim.monitorUuid, finishedAtMs);
    if (this.batches.length > 1000) this.leaveOff(nowMs);
  }

  isMass(monitors: number, nowMs: number): boolean {
    this.leaveOff(nowMs);
    return isMassFailure({
      failedMonitors: this.lastFailureMs.size,
      failedChecks: this.batches.reduce((sum, { failed }) => sum + failed, 0),
      checks: this.batches.reduce((sum, { checks }) => sum + checks, 0),
      monitors,
    });
  }

  private leaveOff(nowMs: number): void {
    this.batches = this.batches.filter(({ atMs }) => nowMs - atMs < windowMs);
    for (const [uuid, atMs] of this.lastFailureMs)
      if (nowMs - atMs >= windowMs) this.lastFailureMs.delete(uuid);
  }
}
