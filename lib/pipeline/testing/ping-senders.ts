import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as rest } from 'node:timers/promises';
import type { PingReceiver } from '@/lib/pipeline/create-ping-receiver';
import type { WatchedHeartbeat } from '@/lib/pipeline/testing/heartbeat-world';

type Heard = { status: number; retryAfter: string | null; tookMs: number; body: string };

/** Jobs that ping every two seconds and, told to come again, do so: as `curl --retry` does. */
export class PingSenders {
  readonly heard: Heard[] = [];
  /** By `performance.now()`. */
  lastAcceptedMs = 0;
  private readonly timers = new Map<WatchedHeartbeat, NodeJS.Timeout>();
  private readonly open = new Set<Promise<void>>();
  private sent = 0;
  private readonly stalls = monitorEventLoopDelay({ resolution: 10 });

  constructor(
    private readonly receiver: PingReceiver,
    private readonly everyMs: number,
  ) {}

  start(jobs: readonly WatchedHeartbeat[]): void {
    this.stalls.enable();
    jobs.forEach((job, index) => {
      const firstMs = (this.everyMs * index) / jobs.length;
      this.timers.set(
        job,
        setTimeout(() => this.turn(job), firstMs),
      );
    });
  }

  /** Resolves when every ping of theirs has been answered. */
  async stop(jobs: readonly WatchedHeartbeat[] = [...this.timers.keys()]): Promise<void> {
    for (const job of jobs) {
      clearTimeout(this.timers.get(job));
      this.timers.delete(job);
    }
    await Promise.all(this.open);
    if (this.timers.size === 0) this.stalls.disable();
  }

  /** For how long the machine held up this process, in which senders and receiver are. */
  get longestStallMs(): number {
    return this.stalls.max / 1e6;
  }

  get accepted(): string[] {
    return this.heard.filter(({ status }) => status === 200).map(({ body }) => body);
  }

  private turn(job: WatchedHeartbeat): void {
    this.timers.set(
      job,
      setTimeout(() => this.turn(job), this.everyMs),
    );
    const sending = this.send(job).finally(() => this.open.delete(sending));
    this.open.add(sending);
  }

  private async send(job: WatchedHeartbeat): Promise<void> {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      this.sent += 1;
      const body = `ping ${this.sent}`;
      const startedMs = performance.now();
      const answer = await this.receiver.answer({
        method: 'POST',
        path: `/ping/${job.pingUuid}`,
        query: '',
        address: '192.0.2.7',
        userAgent: 'curl/8.5.0',
        readBody: async () => Buffer.from(body),
      });
      const endedMs = performance.now();
      const { status, headers } = answer;
      const retryAfter = headers[headers.indexOf('Retry-After') + 1] ?? null;
      this.heard.push({
        status,
        body,
        tookMs: endedMs - startedMs,
        retryAfter: status === 200 ? null : retryAfter,
      });
      if (status === 200) {
        this.lastAcceptedMs = endedMs;
        return;
      }
      await rest(1000);
    }
  }
}
