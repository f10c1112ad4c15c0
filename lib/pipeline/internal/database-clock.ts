/**
 * The database's clock between two looks at it: what it said, plus the monotonic time that has passed since.
 * Milliseconds since the epoch.
 */
export class DatabaseClock {
  private readonly monotonicMs: () => number;
  private offsetMs: number | null = null;

  constructor(monotonicMs: () => number) {
    this.monotonicMs = monotonicMs;
  }

  /** Gives back by how much the database's clock was set back since the last look; 0 in any ordinary case. */
  set(nowMs: number): number {
    const offsetMs = nowMs - this.monotonicMs();
    const setBackMs = this.offsetMs === null ? 0 : this.offsetMs - offsetMs;
    this.offsetMs = offsetMs;
    return setBackMs > ordinaryDelayMs ? setBackMs : 0;
  }

  /** @throws Error before the first look: nobody may go by another clock. */
  now(): number {
    if (this.offsetMs === null) throw new Error('the clock of the database is not known yet');
    return Math.round(this.offsetMs + this.monotonicMs());
  }
}

/** Answers come late by what a busy machine makes of them; a step of the clock is larger. */
const ordinaryDelayMs = 10_000;
