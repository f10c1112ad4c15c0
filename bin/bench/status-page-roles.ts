import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ReadSocket } from '@/bin/bench/status-page-socket';

export type Target = { name: string; path: string; headers: Record<string, string>; share: number };
export type ReadPlan = { port: number; connections: number; seconds: number; targets: Target[] };
export type Read = {
  seconds: number;
  latencyMs: { p50: number; p99: number; max: number };
  /** By status; 0: no answer. */
  statuses: Record<string, number>;
  bytes: number;
};

export type FromStatusRole =
  | { kind: 'listening'; port: number }
  | { kind: 'warm' }
  | { kind: 'read'; read: Read };
type Wire = { say: (message: FromStatusRole) => void; onStart: (act: () => void) => void };

export const statusRoles: Readonly<Record<string, (args: string[], wire: Wire) => Promise<void>>> = {
  'status-client': async ([text = ''], { say, onStart }) => {
    const plan = JSON.parse(text) as ReadPlan;
    onStart(() => void read(plan).then((done) => say({ kind: 'read', read: done })));
    await read({ ...plan, seconds: 2 });
    say({ kind: 'warm' });
  },
  /** The yardstick: no more than `node:http` and the very same answers, found by their address. */
  'status-bare': async ([text = ''], { say }) => {
    const { port, targets } = JSON.parse(text) as ReadPlan;
    const answers = new Map(
      await Promise.all(targets.map(async (target) => [target.path, await fetchOnce(port, target)] as const)),
    );
    const server = http.createServer((request, response) => {
      const answer = answers.get(request.url ?? '');
      response.writeHead(answer?.status ?? 404, answer?.headers);
      response.end(answer?.body);
    });
    server.listen(0, '127.0.0.1', 4096, () => {
      say({ kind: 'listening', port: (server.address() as AddressInfo).port });
    });
  },
};

type Answer = { status: number; headers: string[]; body: Buffer };

export function fetchOnce(
  port: number,
  { path, headers }: Pick<Target, 'path' | 'headers'>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      const own = /^(date|connection|keep-alive|transfer-encoding)$/i;
      const kept = response.rawHeaders.flatMap((name, index) =>
        index % 2 === 0 && !own.test(name) ? [name, response.rawHeaders[index + 1] ?? ''] : [],
      );
      buffer(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: kept, body }),
        reject,
      );
    });
    request.on('error', reject);
  });
}

/** Each connection sends its next request when its last one is answered. */
async function read({ port, connections, seconds, targets }: ReadPlan): Promise<Read> {
  const requests = targets.flatMap((target) => Array.from({ length: target.share }, () => requestOf(target)));
  const latenciesMs: number[] = [];
  const statuses: Record<string, number> = {};
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1000;
  let sent = 0;
  let bytes = 0;
  await Promise.all(
    Array.from({ length: connections }, () => {
      const socket = new ReadSocket(port);
      return new Promise<void>((resolve) => {
        const next = () => {
          const sentMs = performance.now();
          if (sentMs >= endMs) {
            socket.close();
            return resolve();
          }
          // A prime step, so that what comes together is mixed.
          const request = requests[(sent * 7919) % requests.length];
          sent += 1;
          if (request === undefined) return resolve();
          return socket.send(request, (status, length) => {
            latenciesMs.push(performance.now() - sentMs);
            statuses[status] = (statuses[status] ?? 0) + 1;
            bytes += length;
            next();
          });
        };
        next();
      });
    }),
  );
  const sorted = Float64Array.from(latenciesMs).sort();
  const at = (share: number) => Number((sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(2));
  const latencyMs = { p50: at(0.5), p99: at(0.99), max: at(1) };
  return { seconds: (performance.now() - startedMs) / 1000, latencyMs, statuses, bytes };
}

function requestOf({ path, headers }: Target): Buffer {
  const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
}
