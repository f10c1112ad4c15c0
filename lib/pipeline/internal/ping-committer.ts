import { errorCodeOf } from '@/lib/core/error-code';
import type { Logger } from '@/lib/core/logger';
import { isTransient, lacksPartition } from '@/lib/pipeline/internal/is-transient';
import type { PingOutcome, ReceivedPing, RecordedPings } from '@/lib/pipeline/internal/ping-types';

/** `unavailable`: not committed in time, to be sent again. `failed`: this very ping cannot be stored. */
export type Committed = PingOutcome | 'unavailable' | 'failed';

export type CommitterOptions = {
  /** One transaction; resolves after its commit. */
  record: (pings: readonly ReceivedPing[]) => Promise<RecordedPings>;
  onRecorded: (recorded: RecordedPings) => void;
  nowMs: () => number;
  logger: Logger;
};

type Entry = {
  ping: ReceivedPing;
  bytes: number;
  /** Null when it has been answered. */
  answer: ((committed: Committed) => void) | null;
};
type Flight = { startedMs: number; oldestMs: number; entries: readonly Entry[] };

export const patienceMs = 4_500;
const sweepMs = 100;
const maxFlights = 2;
const maxBatch = 500;
/** After a batch of so many the next one waits a moment for company: its senders have just been answered and come again. */
const busyBatch = 16;
const lingerMs = 1;
/** So many are worth a batch of their own, be it beside another one. */
const enough = 96;
const maxBatchBytes = 4 * 1024 * 1024;
const maxWaiting = 50_000;
const maxWaitingBytes = 64 * 1024 * 1024;
/** A connection that says nothing for so long holds up nobody else. */
const abandonMs = 10_000;
const maxBackoffMs = 400;

/**
 * Group commit. A ping that comes while nothing is written is written at once, with those that came in the same turn of
 * the event loop; those that come meanwhile go together when it is done. So batches grow with the load. Under load a
 * batch that would begin small lingers for a millisecond, since each costs as much as a dozen pings.
 */
export class PingCommitter {
  private readonly options: CommitterOptions;
  private waiting: Entry[] = [];
  private waitingBytes = 0;
  private readonly flights = new Set<Flight>();
  private isScheduled = false;
  /** Set while the next batch waits for company. */
  private linger: NodeJS.Timeout | null = null;
  private lastBatch = 0;
  private failures = 0;
  private backoff: NodeJS.Timeout | null = null;
  private sweeper: NodeJS.Timeout | null = null;

  constructor(options: CommitterOptions) {
    this.options = options;
  }

  /** Never rejects; answers within `patienceMs` of the ping's arrival. */
  submit(ping: ReceivedPing): Promise<Committed> {
    const bytes = ping.body?.length ?? 0;
    if (this.waiting.length >= maxWaiting || this.waitingBytes + bytes > maxWaitingBytes)
      return Promise.resolve('unavailable');
    return new Promise((resolve) => {
      this.waiting.push({ ping, bytes, answer: resolve });
      this.waitingBytes += bytes;
      this.sweeper ??= setTimeout(() => this.sweep(), sweepMs);
      this.schedule();
    });
  }

  /** Everything that arrived before this instant has been committed, or its sender was told to send it again. */
  lowWatermarkMs(): number {
    let oldestMs = this.options.nowMs();
    for (const flight of this.flights) oldestMs = Math.min(oldestMs, flight.oldestMs);
    for (const { ping } of this.waiting) oldestMs = Math.min(oldestMs, ping.arrivedMs);
    return oldestMs;
  }

  private schedule(): void {
    if (!this.mayFly()) return;
    const isBusy = this.lastBatch >= busyBatch && this.waiting.length < Math.min(this.lastBatch, enough);
    if (this.isScheduled && (isBusy || this.linger === null)) return;
    if (this.linger !== null) clearTimeout(this.linger);
    this.linger = null;
    this.isScheduled = true;
    const flyAll = () => {
      this.isScheduled = false;
      this.linger = null;
      while (this.mayFly()) void this.fly();
    };
    if (isBusy) this.linger = setTimeout(flyAll, lingerMs);
    else setImmediate(flyAll);
  }

  private mayFly(): boolean {
    if (this.waiting.length === 0 || this.backoff !== null || this.flights.size >= maxFlights) return false;
    return this.flights.size === 0 || this.waiting.length >= enough;
  }

  private async fly(): Promise<void> {
    const entries = this.takeBatch();
    const flight: Flight = {
      startedMs: this.options.nowMs(),
      oldestMs: entries.reduce(
        (oldest, { ping }) => Math.min(oldest, ping.arrivedMs),
        Number.POSITIVE_INFINITY,
      ),
      entries,
    };
    this.flights.add(flight);
    this.lastBatch = entries.length;
    const again: Entry[] = [];
    await this.commit(entries, again);
    this.flights.delete(flight);
    this.putBack(again);
    this.schedule();
  }

  private takeBatch(): Entry[] {
    let bytes = 0;
    let count = 0;
    for (const entry of this.waiting) {
      if (count >= maxBatch || (count > 0 && bytes + entry.bytes > maxBatchBytes)) break;
      bytes += entry.bytes;
      count += 1;
    }
    this.waitingBytes -= bytes;
    return this.waiting.splice(0, count);
  }

  /** What Postgres cannot take now is collected in `again`; what it will never take is found by halves. */
  private async commit(batch: readonly Entry[], again: Entry[]): Promise<void> {
    const entries = batch.filter(({ answer }) => answer !== null);
    if (entries.length === 0) return;
    const recorded = await this.options.record(entries.map(({ ping }) => ping)).catch(toFault);
    if (!(recorded instanceof Fault)) {
      this.failures = 0;
      entries.forEach((entry, index) => {
        answer(entry, recorded.outcomes[index] ?? 'failed');
      });
      this.options.onRecorded(recorded);
      return;
    }
    const { error } = recorded;
    if (isAway(error) || (entries.length === 1 && isTransient(error))) {
      const fields = { code: errorCodeOf(error), pings: entries.length };
      // Once for each time that Postgres is away, and not three times a second.
      const level = this.failures === 0 ? 'warn' : 'debug';
      this.options.logger[level](fields, 'pings could not be committed and are tried again');
      this.failures += 1;
      again.push(...entries);
      return;
    }
    if (entries.length === 1) {
      this.options.logger.error({ err: withoutParameters(error) }, 'a ping cannot be stored');
      for (const entry of entries) answer(entry, 'failed');
      return;
    }
    const middle = Math.ceil(entries.length / 2);
    await this.commit(entries.slice(0, middle), again);
    await this.commit(entries.slice(middle), again);
  }

  private putBack(entries: readonly Entry[]): void {
    const open = entries.filter(({ answer }) => answer !== null);
    if (open.length === 0) return;
    this.waiting = [...open, ...this.waiting];
    for (const { bytes } of open) this.waitingBytes += bytes;
    this.backoff ??= setTimeout(
      () => {
        this.backoff = null;
        this.schedule();
      },
      Math.min(maxBackoffMs, 25 * 2 ** this.failures),
    );
  }

  /** Tells those whose time is over to come again. One timer for all, while anything is open. */
  private sweep(): void {
    this.sweeper = null;
    const nowMs = this.options.nowMs();
    const isLate = ({ ping }: Entry) => nowMs - ping.arrivedMs >= patienceMs;
    for (const flight of this.flights) {
      for (const entry of flight.entries) if (isLate(entry)) answer(entry, 'unavailable');
      if (nowMs - flight.startedMs >= abandonMs) this.flights.delete(flight);
    }
    if (this.waiting.some(isLate)) {
      for (const entry of this.waiting) if (isLate(entry)) answer(entry, 'unavailable');
      this.waiting = this.waiting.filter((entry) => entry.answer !== null);
      this.waitingBytes = this.waiting.reduce((sum, { bytes }) => sum + bytes, 0);
    }
    if (this.waiting.length > 0 || this.flights.size > 0)
      this.sweeper = setTimeout(() => this.sweep(), sweepMs);
    this.schedule();
  }
}

class Fault {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

const toFault = (error: unknown) => new Fault(error);

/** Postgres itself cannot be asked, as opposed to one row that others hold. */
function isAway(error: unknown): boolean {
  return lacksPartition(error) || (isTransient(error) && !/^(40|55P03|57014)/.test(errorCodeOf(error) ?? ''));
}

/** What the driver says, without the statement around it: its parameters are bodies of pings. */
export function withoutParameters(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}

function answer(entry: Entry, committed: Committed): void {
  entry.answer?.(committed);
  entry.answer = null;
}
