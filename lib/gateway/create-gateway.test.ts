import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { createGateway } from '@/lib/gateway/create-gateway';
import type { GatewayRoute } from '@/lib/gateway/route';
import { gatewayRoutes } from '@/lib/gateway/routes';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function listen(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function startWeb(handler: http.RequestListener) {
  const web = http.createServer(handler);
  cleanUps.push(() => {
    web.close();
    web.closeAllConnections();
  });
  return { web, port: await listen(web) };
}

type Settings = { trustedProxies?: string[]; routes?: GatewayRoute[] };

async function startGateway(webPort: number, settings: Settings = {}) {
  const gateway = createGateway({
    webUrl: `http://127.0.0.1:${webPort}`,
    trustedProxies: settings.trustedProxies ?? [],
    routes: settings.routes ?? gatewayRoutes({ isEngineEmbedded: true }),
    logger: pino({ level: 'silent' }),
  });
  cleanUps.push(() => gateway.close(0));
  return { gateway, port: await listen(gateway.server) };
}

async function ask(port: number, options: http.RequestOptions = {}, body?: string) {
  const request = http.request({ host: '127.0.0.1', port, path: '/', ...options });
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const seen = (request: http.IncomingMessage, response: http.ServerResponse) => {
  void text(request).then((body) => {
    response.writeHead(207, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Request-Id', 'from-web']);
    response.end(
      JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }),
    );
  });
};

test('method, path, query, headers, body, status and repeated headers arrive as they were', async () => {
  const { port } = await startGateway((await startWeb(seen)).port);
  const answer = await ask(
    port,
    { method: 'PATCH', path: '/a%2Fb?c=1&c=2', headers: { 'X-Own': 'yes' } },
    'body',
  );
  const arrived = JSON.parse(answer.body);
  expect(answer.status).toBe(207);
  expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(arrived).toMatchObject({ method: 'PATCH', url: '/a%2Fb?c=1&c=2', body: 'body' });
  expect(arrived.headers).toMatchObject({ 'x-own': 'yes', host: `127.0.0.1:${port}` });
});

test('spoofed forwarding headers and hop-by-hop tricks do not reach web', async () => {
  const { port } = await startGateway((await startWeb(seen)).port);
  const headers = {
    'X-Forwarded-For': '6.6.6.6',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    'X-Real-IP': '6.6.6.6',
    Forwarded: 'for=6.6.6.6',
    'X-Middleware-Subrequest': 'middleware',
    'X-Request-Id': 'chosen-by-client',
    Authorization: 'Bearer kept',
    'X-Dropped': 'yes',
    Connection: 'close, X-Dropped, X-Forwarded-For, Authorization',
  };
  const answer = await ask(port, { headers });
  const arrived = JSON.parse(answer.body).headers;
  expect(arrived).toMatchObject({
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': `127.0.0.1:${port}`,
    authorization: 'Bearer kept',
  });
  expect(arrived['x-request-id']).toMatch(/^req_[0-9a-z]{26}$/);
  expect(answer.headers['x-request-id']).toBe(arrived['x-request-id']);
  for (const name of ['x-real-ip', 'forwarded', 'x-middleware-subrequest', 'x-dropped']) {
    expect(arrived).not.toHaveProperty(name);
  }
});

test('a trusted proxy is believed', async () => {
  const { port } = await startGateway((await startWeb(seen)).port, { trustedProxies: ['127.0.0.0/8'] });
  const headers = {
    'X-Forwarded-For': '6.6.6.6, 203.0.113.9',
    'X-Forwarded-Proto': 'https',
    'X-Request-Id': 'trace-12345',
  };
  const arrived = JSON.parse((await ask(port, { headers })).body).headers;
  expect(arrived).toMatchObject({
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-proto': 'https',
    'x-request-id': 'trace-12345',
  });
});

test('an event stream arrives piece by piece, and ends at web when the client leaves', async () => {
  const web = new EventEmitter();
  const { port: webPort } = await startWeb((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    web.on('say', (piece: string) => response.write(piece));
    request.once('close', () => web.emit('left'));
  });
  const { port } = await startGateway(webPort);
  const request = http.get({ host: '127.0.0.1', port });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  for (const piece of ['data: 1\n\n', 'data: 2\n\n']) {
    web.emit('say', piece);
    expect(String((await once(response, 'data'))[0])).toBe(piece);
  }
  const left = once(web, 'left');
  request.destroy();
  await left;
});

test('an upload reaches web before it is complete', async () => {
  const web = new EventEmitter();
  const { port: webPort } = await startWeb((request, response) => {
    request.on('data', (piece: Buffer) => web.emit('piece', piece.toString()));
    request.once('end', () => response.end('done'));
  });
  const { port } = await startGateway(webPort);
  const request = http.request({ host: '127.0.0.1', port, method: 'POST' });
  for (const piece of ['first', 'second']) {
    const arrived = once(web, 'piece');
    request.write(piece);
    expect(await arrived).toEqual([piece]);
  }
  request.end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  expect(await text(response)).toBe('done');
});

test('a web socket is passed through both ways', async () => {
  const { web, port: webPort } = await startWeb(seen);
  const upgrades: http.IncomingMessage[] = [];
  web.on('upgrade', (request, socket) => {
    upgrades.push(request);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
    socket.pipe(socket);
  });
  const { port } = await startGateway(webPort);
  const headers = {
    Connection: 'Upgrade',
    Upgrade: 'echo',
    'X-Forwarded-For': '6.6.6.6',
    'Sec-WebSocket-Key': 'k',
  };
  const request = http.get({ host: '127.0.0.1', port, path: '/_next/hmr?id=1', headers });
  const [response, socket] = (await once(request, 'upgrade')) as [http.IncomingMessage, net.Socket];
  expect(response.statusCode).toBe(101);
  socket.write('hello');
  expect(String((await once(socket, 'data'))[0])).toBe('hello');
  expect(upgrades[0]?.url).toBe('/_next/hmr?id=1');
  expect(upgrades[0]?.headers).toMatchObject({
    upgrade: 'echo',
    'x-forwarded-for': '127.0.0.1',
    'sec-websocket-key': 'k',
  });
  socket.destroy();
});

test('while web is away a person gets a page, a program gets a problem, and both are told when to return', async () => {
  const away = net.createServer();
  const webPort = await listen(away);
  await new Promise((resolve) => away.close(resolve));
  const { port } = await startGateway(webPort);
  const page = await ask(port, { headers: { Accept: 'text/html' } });
  expect([page.status, page.headers['retry-after'], page.headers['cache-control']]).toEqual([
    503,
    '2',
    'no-store',
  ]);
  expect(page.body).toContain('Stillup is starting');
  const posted = await ask(port, { method: 'POST', path: '/api/v1/monitors' }, 'x'.repeat(100_000));
  expect(posted.headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(posted.body)).toMatchObject({ status: 503, instance: '/api/v1/monitors' });
});

test('an answer that web breaks off looks broken to the client too', async () => {
  const { port: webPort } = await startWeb((_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' });
    response.write('half', () => response.destroy());
  });
  const { port } = await startGateway(webPort);
  await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('health is answered without web; the functions of the embedded engine cannot be called from outside', async () => {
  const { port } = await startGateway((await startWeb(seen)).port);
  expect(await ask(port, { path: '/health?x=1' })).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  for (const path of [
    '/api/inngest',
    '/api/inngest?fnId=x',
    '/api//inngest/',
    '/api/%69nngest',
    '/API/inngest',
  ]) {
    expect((await ask(port, { path, method: 'POST' })).status).toBe(404);
  }
});

test('the first route that matches has the request, and one that fails is a 500 with an id and nothing else', async () => {
  const routes: GatewayRoute[] = [
    {
      name: 'fails',
      matches: (path) => path === '/x',
      handle: () => Promise.reject(new Error('secret detail')),
    },
    { name: 'late', matches: () => true, handle: ({ response }) => void response.end('late') },
  ];
  const { port } = await startGateway(1, { routes });
  const failed = await ask(port, { path: '/x' });
  expect([failed.status, failed.body]).toEqual([500, '']);
  expect(failed.headers['x-request-id']).toMatch(/^req_/);
  expect((await ask(port, { path: '/y' })).body).toBe('late');
});

test.each([
  ['GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', '400'],
  [`GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`, '431'],
  ['GET http://other.example/ HTTP/1.1\r\nHost: a\r\n\r\n', '400'],
  ['nonsense\r\n\r\n', '400'],
])('a request that is not well formed is refused: %#', async (bytes, status) => {
  const { port } = await startGateway((await startWeb(seen)).port);
  const socket = net.connect(port, '127.0.0.1');
  socket.write(bytes);
  expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
});

test('closing ends streams after the patience given', async () => {
  const { port: webPort } = await startWeb(
    (_request, response) => void response.writeHead(200).write('open'),
  );
  const { gateway, port } = await startGateway(webPort);
  const request = http.get({ host: '127.0.0.1', port });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  response.resume();
  const torn = once(response, 'error');
  await gateway.close(10);
  expect((await torn)[0]).toMatchObject({ code: 'ECONNRESET' });
});

test.each([
  ['TRACE', '/api/v1/monitors', 405],
  ['PURGE', '/', 405],
  ['GET', '/api/v1/monitors/%E0%A4%A', 400],
  ['POST', '/%', 400],
])('%s %s is refused with %i before web sees it', async (method, path, status) => {
  let seenByWeb = 0;
  const web = await startWeb((_request, response) => {
    seenByWeb += 1;
    response.end();
  });
  const { port } = await startGateway(web.port);
  const answer = await ask(port, { method, path });
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ status, instance: path, errors: [] });
  if (status === 405) expect(answer.headers.allow).toContain('GET, HEAD, POST');
  expect(seenByWeb).toBe(0);
});
