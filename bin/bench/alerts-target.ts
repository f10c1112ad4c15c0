import http from 'node:http';
import { z } from 'zod';
import { Child } from '@/bin/bench/children';
import type { BehaviourInput } from '@/e2e/target/behaviours';

const recorded = z.object({
  data: z.array(
    z.object({ received_at: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
  ),
});
export type Message = { atMs: number; id: string; body: string };

/** The process with the sites and the receivers, told and asked over HTTP. */
export class AlertTarget {
  private readonly child: Child;
  readonly url: string;

  private constructor(child: Child, url: string) {
    this.child = child;
    this.url = url;
  }

  static async start(): Promise<AlertTarget> {
    const child = new Child('alerts-target');
    const { url = '' } = await child.next('ready');
    return new AlertTarget(child, url);
  }

  /** All sites at once: they are one behaviour. */
  async sites(mode: 'ok' | 'fail'): Promise<number> {
    await this.control({ path: '/site', mode });
    return Date.now();
  }

  async receivers(mode: 'ok' | 'reset'): Promise<void> {
    for (const path of ['/hook/machine', '/hook/chat']) await this.control({ path, mode });
  }

  async messages(name: 'machine' | 'chat'): Promise<Message[]> {
    const response = await fetch(`${this.url}/hook/${name}`);
    const { data } = recorded.parse(await response.json());
    return data.map(({ received_at, headers, body }) => ({
      atMs: Date.parse(received_at),
      id: headers['webhook-id'] ?? '',
      body,
    }));
  }

  async forget(): Promise<void> {
    for (const path of ['hook/machine', 'hook/chat']) {
      await fetch(`${this.url}/${path}`, { method: 'DELETE' });
    }
  }

  /** The yardstick: as many messages as there are alerts, posted by a bare loop, so many at a time. */
  async post(count: number, atOnce: number): Promise<number[]> {
    const body = JSON.stringify({ filler: 'x'.repeat(1200) });
    const { hostname, port } = new URL(this.url);
    const options = { hostname, port, path: '/hook/bare', method: 'POST', agent: false };
    const startedMs = performance.now();
    const endedMs: number[] = [];
    let left = count;
    const next = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await new Promise<void>((done, failed) => {
          const request = http.request(options, (response) => {
            response.resume();
            response.on('end', done);
          });
          request.on('error', failed);
          request.end(body);
        });
        endedMs.push(performance.now() - startedMs);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, next));
    return endedMs;
  }

  stop(): Promise<void> {
    return this.child.stop();
  }

  private async control(behaviour: BehaviourInput): Promise<void> {
    await fetch(`${this.url}/__control`, { method: 'POST', body: JSON.stringify(behaviour) });
  }
}
