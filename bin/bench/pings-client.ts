import { type Load, type Pinged, pingUuid } from '@/bin/bench/pings-messages';
import { PingSocket, pingRequest } from '@/bin/bench/pings-socket';

/** As `curl --retry 5`: once more after what the answer says. */
const maxRetries = 5;

/** Pings by a `Load`: `warmUp` first, then `run`. */
export class PingClient {
  private readonly load: Load;
  private readonly requests: Buffer[];
  private readonly acknowledged: Uint16Array;
  private readonly otherAnswers: Record<string, number> = {};
  private readonly idle: PingSocket[] = [];
  private readonly queue: (() => void)[] = [];
  private latenciesMs: number[] = [];
  private acknowledgedAtMs: number[] = [];
  private unanswered = 0;
  private sent = 0;

  constructor(load: Load) {
    this.load = load;
    this.requests = Array.from({ length: load.monitors }, (_, index) => pingRequest(pingUuid(index)));
    this.acknowledged = new Uint16Array(load.monitors);
    const { port } = load;
    for (let index = 0; index < load.connections; index += 1)
      this.idle.push(new PingSocket(port, { isFresh: load.isFresh }));
  }

  async warmUp(): Promise<void> {
    await this.inTurns(this.load.warmPings, Math.min(64, this.load.connections));
    this.latenciesMs = [];
    this.acknowledgedAtMs = [];
  }

  async run(): Promise<Pinged> {
    const { pings, connections, withinSeconds } = this.load;
    const startedMs = performance.now();
    await (withinSeconds === null ? this.inTurns(pings, connections) : this.onTime(pings, withinSeconds));
    const seconds = (performance.now() - startedMs) / 1000;
    for (const socket of this.idle) socket.close();
    const sorted = Float64Array.from(this.latenciesMs).sort();
    const at = (share: number) => round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
    return {
      acknowledged: [...this.acknowledged],
      answered: sorted.length,
      otherAnswers: this.otherAnswers,
      unanswered: this.unanswered,
      seconds,
      latencyMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
      acknowledgedAtMs: withinSeconds === null ? [] : this.acknowledgedAtMs,
    };
  }

  /** Each connection sends its next ping when its last one is answered. */
  private inTurns(count: number, connections: number): Promise<void> {
    let left = count;
    let open = 0;
    return new Promise((resolve) => {
      const next = () => {
        if (left === 0) return open === 0 ? resolve() : undefined;
        left -= 1;
        open += 1;
        return this.ping(performance.now(), () => {
          open -= 1;
          next();
        });
      };
      for (let index = 0; index < Math.min(connections, count); index += 1) next();
      if (count === 0) resolve();
    });
  }

  /** Every ping has its time. One that finds no free connection waits, and its wait counts. */
  private onTime(count: number, withinSeconds: number): Promise<void> {
    const startedMs = performance.now();
    const everyMs = (withinSeconds * 1000) / count;
    let begun = 0;
    let ended = 0;
    return new Promise((resolve) => {
      const onEnd = () => {
        ended += 1;
        if (ended === count) resolve();
      };
      const tick = () => {
        const due = Math.min(count, Math.floor((performance.now() - startedMs) / everyMs) + 1);
        for (; begun < due; begun += 1) this.ping(startedMs + begun * everyMs, onEnd);
        if (begun < count) setTimeout(tick, 1);
      };
      tick();
    });
  }

  private ping(intendedMs: number, onEnd: () => void): void {
    // A prime step visits all heartbeats in turn, and neighbours never together.
    const monitor = (this.sent * 7919) % this.load.monitors;
    this.sent += 1;
    this.attempt(monitor, 0, (isAcknowledged) => {
      if (isAcknowledged) {
        this.latenciesMs.push(performance.now() - intendedMs);
        if (this.load.withinSeconds !== null) this.acknowledgedAtMs.push(Date.now());
      } else this.unanswered += 1;
      onEnd();
    });
  }

  private attempt(monitor: number, retries: number, onEnd: (isAcknowledged: boolean) => void): void {
    this.exchange(monitor, (status, retryAfterSeconds) => {
      if (status === 200) {
        this.acknowledged[monitor] = (this.acknowledged[monitor] ?? 0) + 1;
        return onEnd(true);
      }
      this.otherAnswers[status] = (this.otherAnswers[status] ?? 0) + 1;
      if (status !== 503 || retries >= maxRetries) return onEnd(false);
      return void setTimeout(() => this.attempt(monitor, retries + 1, onEnd), retryAfterSeconds * 1000);
    });
  }

  private exchange(monitor: number, onAnswer: (status: number, retryAfterSeconds: number) => void): void {
    const socket = this.idle.pop();
    const request = this.requests[monitor];
    if (request === undefined) throw new Error('no such heartbeat');
    if (socket === undefined) {
      this.queue.push(() => this.exchange(monitor, onAnswer));
      return;
    }
    socket.send(request, (status, retryAfterSeconds) => {
      this.idle.push(socket);
      onAnswer(status, retryAfterSeconds);
      this.queue.shift()?.();
    });
  }
}

function round(ms: number): number {
  return Number(ms.toFixed(1));
}
