import type { Phase } from '@/lib/probing/constants';
import type { Timings } from '@/lib/probing/probe';

/** Adds up the phases of one attempt; a phase entered again, after a redirect, goes on counting. */
export class Stopwatch {
  phase: Phase | null = null;
  private readonly monotonicMs: () => number;
  private readonly startedMs: number;
  private enteredMs: number;
  private dns = -1;
  private connect = -1;
  private tls = -1;
  private wait = -1;
  private transfer = -1;

  constructor(monotonicMs: () => number) {
    this.monotonicMs = monotonicMs;
    this.startedMs = monotonicMs();
    this.enteredMs = this.startedMs;
  }

  enter(phase: Phase): void {
    const nowMs = this.monotonicMs();
    this.book(nowMs);
    this.phase = phase;
    this.enteredMs = nowMs;
  }

  elapsedMs(): number {
    return this.monotonicMs() - this.startedMs;
  }

  /** Ends the running phase. Where the attempt died in it, its time so far is not a timing and is left out. */
  stop(hasFailed: boolean): Timings {
    const nowMs = this.monotonicMs();
    if (!hasFailed) this.book(nowMs);
    return {
      dnsUs: microseconds(this.dns),
      connectUs: microseconds(this.connect),
      tlsUs: microseconds(this.tls),
      waitUs: microseconds(this.wait),
      transferUs: microseconds(this.transfer),
      totalUs: Math.round((nowMs - this.startedMs) * 1000),
    };
  }

  private book(nowMs: number): void {
    const spentMs = nowMs - this.enteredMs;
    switch (this.phase) {
      case null:
        return;
      case 'dns':
        this.dns = Math.max(0, this.dns) + spentMs;
        return;
      case 'connect':
        this.connect = Math.max(0, this.connect) + spentMs;
        return;
      case 'tls':
        this.tls = Math.max(0, this.tls) + spentMs;
        return;
      case 'wait':
        this.wait = Math.max(0, this.wait) + spentMs;
        return;
      case 'transfer':
        this.transfer = Math.max(0, this.transfer) + spentMs;
        return;
    }
  }
}

function microseconds(spentMs: number): number | null {
  return spentMs < 0 ? null : Math.round(spentMs * 1000);
}
