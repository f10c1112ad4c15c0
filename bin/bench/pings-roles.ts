import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { PingClient } from '@/bin/bench/pings-client';
import type { Load, Pinged } from '@/bin/bench/pings-messages';
import { PingSketch } from '@/bin/bench/pings-sketch';

export type FromPingRole =
  | { kind: 'listening'; port: number }
  | { kind: 'warm' }
  | { kind: 'pinged'; pinged: Pinged };

type Wire = { say: (message: FromPingRole) => void; onStart: (act: () => void) => void };

export const pingRoles: Readonly<Record<string, (args: string[], wire: Wire) => Promise<void>>> = {
  'ping-client': async ([load = ''], { say, onStart }) => {
    const client = new PingClient(JSON.parse(load) as Load);
    onStart(() => void client.run().then((pinged) => say({ kind: 'pinged', pinged })));
    await client.warmUp();
    say({ kind: 'warm' });
  },
  /** The yardstick: no more than `node:http` and an OK. */
  'ping-bare': async (_args, wire) => {
    listen(wire, (_request, response) => ok(response));
  },
  'ping-sketch': async ([databaseUrl = ''], wire) => {
    const sketch = new PingSketch(databaseUrl);
    listen(wire, (request, response) => sketch.take((request.url ?? '').slice(6), () => ok(response)));
  },
};

function listen({ say }: Wire, onRequest: http.RequestListener): void {
  const server = http.createServer(onRequest);
  server.listen(0, '127.0.0.1', 4096, () => {
    say({ kind: 'listening', port: (server.address() as AddressInfo).port });
  });
}

function ok(response: http.ServerResponse): void {
  response.writeHead(200, ['Content-Type', 'text/plain', 'Content-Length', '2']);
  response.end('OK');
}
