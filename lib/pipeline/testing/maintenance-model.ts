import type { SpanState } from '@/lib/monitors/constants';
import { type SeenSpan, vouchSeconds } from '@/lib/pipeline/testing/maintenance-world';

type Known = 'none' | 'up' | 'down' | 'unknown' | 'paused';

/**
 * The life of one monitor as anybody would tell it, second by second and without a thought for spans: what was seen,
 * what nobody saw, and over it the windows. One region, one failure is enough, a resumed monitor is given 15 seconds.
 */
export class MaintenanceModel {
  /** By second: what the checks say, whether or not a window hides it. */
  private readonly base: Known[] = [];
  private readonly hidden: boolean[] = [];
  private coveredUntil: number | null = null;
  private isFailing = false;
  private streakFrom: number | null = null;
  private current: Known = 'none';
  private isPaused = false;
  private boundaries: number[] = [];
  /** The last second that has been told. */
  private told = 0;

  /** Nothing happens until then. */
  passTo(second: number, isHidden: (second: number) => boolean): void {
    for (; this.told < second; this.told += 1) {
      this.base[this.told] = this.current;
      this.hidden[this.told] = isHidden(this.told);
    }
  }

  /** What was told by then stays told, where the window changes what is shown. */
  begin(second: number, isHiddenAlready: boolean): void {
    this.leaveUnwatched(second);
    if (!isHiddenAlready && this.current !== 'paused') this.boundaries.push(second);
  }

  /** Without a verdict, or with one that no check vouches for, nothing is known of the time after it. */
  end(second: number): void {
    this.leaveUnwatched(second);
    if (this.current !== 'paused') this.boundaries.push(second);
    if (this.current === 'none') this.fill('unknown', second);
  }

  private leaveUnwatched(second: number): void {
    if (this.coveredUntil === null || this.coveredUntil > second) return;
    this.fill('unknown', this.coveredUntil);
  }

  check(second: number, result: 'up' | 'down'): void {
    if (this.isPaused) return;
    const gapFrom = this.coveredUntil !== null && second > this.coveredUntil ? this.coveredUntil : null;
    if (gapFrom !== null) this.fill('unknown', gapFrom);
    if (result === 'up') {
      this.become('up', second);
      this.isFailing = false;
      this.streakFrom = null;
    } else {
      const isConfirmed = gapFrom === null || this.isFailing;
      const from = gapFrom === null ? (this.streakFrom ?? second) : second;
      this.streakFrom = from;
      if (isConfirmed) {
        if (this.current !== 'down') this.fill('down', from);
        this.isFailing = true;
      }
    }
    this.coveredUntil = second + vouchSeconds;
  }

  pause(second: number): void {
    if (this.isPaused) return;
    if (this.coveredUntil !== null && second > this.coveredUntil) this.fill('unknown', this.coveredUntil);
    this.become('paused', second);
    this.isPaused = true;
    this.isFailing = false;
    this.streakFrom = null;
    this.coveredUntil = null;
  }

  resume(second: number): void {
    if (!this.isPaused) return;
    this.isPaused = false;
    this.coveredUntil = second + 15;
  }

  private become(state: Known, second: number): void {
    if (this.current !== state) this.fill(state, second);
  }

  /** From an instant that may lie behind; never behind the last bound of a window, for what was closed stays closed. */
  private fill(state: Known, from: number): void {
    const bound = Math.max(0, ...this.boundaries.filter((at) => at <= this.told));
    for (let second = Math.max(from, bound); second < this.told; second += 1) this.base[second] = state;
    this.current = state;
  }

  get spans(): SeenSpan[] {
    const spans: SeenSpan[] = [];
    for (let second = 0; second < this.told; second += 1) {
      const state = this.stateAt(second);
      if (state === null) continue;
      const last = spans.at(-1);
      if (last?.state === state && last.to === second) last.to = second + 1;
      else spans.push({ state, from: second, to: second + 1 });
    }
    const last = spans.at(-1);
    if (last?.to === this.told) last.to = null;
    return spans;
  }

  private stateAt(second: number): SpanState | null {
    const known = this.base[second] ?? 'none';
    if (known === 'paused') return 'paused';
    if (this.hidden[second]) return 'maintenance';
    return known === 'none' ? null : known;
  }
}
