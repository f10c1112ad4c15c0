type Limits = {
  /** How many may come at once. */
  burst: number;
  perMinute: number;
  /** How many names are remembered at most, about. */
  maxNames?: number;
};

/**
 * One bucket of tokens per name, kept as the instant at which it is full again (the "generic cell rate algorithm"). A name
 * that has been silent for as long as a bucket takes to fill is forgotten: two maps take turns, so no clock sweeps.
 */
export class FloodLimit {
  private readonly tokenMs: number;
  private readonly burstMs: number;
  private readonly maxPerMap: number;
  private recent = new Map<string, number>();
  private older = new Map<string, number>();
  private turnedMs = Number.NEGATIVE_INFINITY;

  constructor({ burst, perMinute, maxNames = 200_000 }: Limits) {
    this.tokenMs = 60_000 / perMinute;
    this.burstMs = burst * this.tokenMs;
    this.maxPerMap = Math.ceil(maxNames / 2);
  }

  /** How many names are remembered. */
  get size(): number {
    return this.recent.size + this.older.size;
  }

  /** Takes a token: 0, or the milliseconds until there is one. Who is refused owes nothing for it. `nowMs` is monotonic. */
  take(name: string, nowMs: number): number {
    if (nowMs - this.turnedMs >= this.burstMs || this.recent.size >= this.maxPerMap) this.turn(nowMs);
    const known = this.recent.get(name);
    const fullAtMs = Math.max(known ?? this.older.get(name) ?? nowMs, nowMs) + this.tokenMs;
    const waitMs = fullAtMs - nowMs - this.burstMs;
    if (waitMs > roundingMs) return waitMs;
    this.recent.set(known === undefined ? ownCopy(name) : name, fullAtMs);
    return 0;
  }

  /**
   * When names come in floods the turn comes early. Those that have used up half of their burst are carried over, so that
   * nobody gets a new bucket by inventing names: it would take half a burst for each of many thousands.
   */
  private turn(nowMs: number): void {
    const isEarly = nowMs - this.turnedMs < this.burstMs;
    const kept = new Map<string, number>();
    for (const [name, fullAtMs] of isEarly ? this.older : []) {
      if (kept.size >= this.maxPerMap / 2) break;
      if (fullAtMs - nowMs >= this.burstMs / 2 && !this.recent.has(name)) kept.set(name, fullAtMs);
    }
    this.older = this.recent;
    this.recent = kept;
    this.turnedMs = nowMs;
  }
}

const roundingMs = 0.001;

/** A string of its own: a slice would keep the whole URL that it was cut from in memory. */
function ownCopy(name: string): string {
  return ` ${name}`.slice(1);
}
