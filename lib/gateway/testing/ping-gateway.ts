import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterEach } from 'vitest';
import { createGateway } from '@/lib/gateway/create-gateway';
import { createPingRoute } from '@/lib/gateway/ping-route';
import { gatewayRoutes } from '@/lib/gateway/routes';
import { type AnswerDeps, answerPing, createPingLimits } from '@/lib/pipeline/answer-ping';

type Received = Parameters<AnswerDeps['submit']>[0];
type Committed = Awaited<ReturnType<AnswerDeps['submit']>>;

export const uuid = '5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278';
export const url = `/ping/${uuid}`;
export const bodyLimitBytes = 100_000;

export const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

type Settings = { trustedProxies?: string[]; committed?: Committed; bodyTimeoutMs?: number };

/** The gateway with everything but the database, all in one moment: what it would record is in `received`. */
export async function startGateway({
  trustedProxies = [],
  committed = 'recorded',
  bodyTimeoutMs,
}: Settings = {}) {
  const received: Received[] = [];
  const arrivals = new Set<() => void>();
  const deps: AnswerDeps = {
    submit: async (ping) => {
      received.push(ping);
      for (const arrived of arrivals) arrived();
      return committed;
    },
    create: async () => 'not_found',
    bodyLimitBytes,
    nowMs: () => 0,
    limits: createPingLimits(),
  };
  const receiver = {
    bodyLimitBytes,
    answer: (request: Parameters<typeof answerPing>[0]) => answerPing(request, deps),
  };
  const pings = createPingRoute(receiver, bodyTimeoutMs === undefined ? {} : { bodyTimeoutMs });
  const gateway = createGateway({
    // Nobody listens there: whatever is not answered by the gateway itself is a 503 of another form.
    webUrl: 'http://127.0.0.1:9',
    trustedProxies,
    routes: gatewayRoutes({ isEngineEmbedded: true, pings }),
    logger: pino({ level: 'silent' }),
  });
  cleanUps.push(() => gateway.close(0));
  gateway.server.listen(0, '127.0.0.1');
  await once(gateway.server, 'listening');
  const nextPing = () =>
    new Promise<Received>((resolve) => {
      const count = received.length;
      const arrived = () => {
        const ping = received[count];
        if (ping === undefined) return;
        arrivals.delete(arrived);
        resolve(ping);
      };
      arrivals.add(arrived);
    });
  return { received, nextPing, port: (gateway.server.address() as AddressInfo).port };
}

export async function ask(port: number, options: http.RequestOptions = {}, body?: string | Buffer) {
  const request = http.request({ host: '127.0.0.1', port, path: url, ...options });
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** What a client without any library sends, and everything that comes back until the connection ends. */
export async function converse(port: number, bytes: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  socket.end(bytes);
  return text(socket);
}
