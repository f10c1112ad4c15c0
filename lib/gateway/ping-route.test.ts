import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ask, cleanUps, startGateway, url, uuid } from '@/lib/gateway/testing/ping-gateway';

test('a ping is answered in the words of the protocol, by GET, HEAD and POST', async () => {
  const { port, received } = await startGateway();
  for (const method of ['GET', 'POST', 'HEAD']) {
    const answer = await ask(port, { method });
    expect(answer).toMatchObject({
      status: 200,
      body: method === 'HEAD' ? '' : 'OK',
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-length': '2',
        'access-control-allow-origin': '*',
        'ping-body-limit': '100000',
        'cache-control': 'no-store, no-cache, private',
      },
    });
  }
  expect(received.map(({ method, body }) => [method, body])).toEqual([
    ['GET', null],
    ['POST', null],
    ['HEAD', null],
  ]);
});

test('a pre-flight and other methods are answered and are no pings', async () => {
  const { port, received } = await startGateway();
  const preFlight = await ask(port, { method: 'OPTIONS' });
  expect(preFlight).toMatchObject({ status: 204, body: '' });
  expect(preFlight.headers['access-control-allow-methods']).toBe('GET, HEAD, POST, OPTIONS');
  for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE', 'PURGE']) {
    const answer = await ask(port, { method });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  }
  expect(received).toEqual([]);
});

test.each([
  [`${url}?rid=`, 400, 'invalid uuid format'],
  [`${url}?rid=1`, 400, 'invalid uuid format'],
  [`${url}/256`, 400, 'invalid url format'],
  [`${url}/nope`, 404, 'not found'],
  ['/ping', 404, 'not found'],
  ['/ping/', 404, 'not found'],
  ['/ping/%E0%A4%A', 404, 'not found'],
  [`//ping/${uuid}`, 404, 'not found'],
  [`/ping//${uuid}`, 404, 'not found'],
  [`/\\ping/${uuid}`, 404, 'not found'],
  ['/api/push//x', 404, 'not found'],
  ['//api//push/x', 404, 'not found'],
])('%s is answered with %i here, records nothing and never redirects', async (path, status, body) => {
  const { port, received } = await startGateway();
  const answer = await ask(port, { path });
  expect(answer.status).toBe(status);
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  if (!path.includes('push')) expect(answer.body).toBe(body);
  expect(received).toEqual([]);
});

test.each([
  ['not_found', 404, 'not found'],
  ['ambiguous', 409, 'ambiguous slug'],
  ['ignored', 200, 'OK'],
  ['unavailable', 503, 'temporarily unavailable'],
  ['failed', 500, 'internal error'],
] as const)('%s is %i', async (committed, status, body) => {
  const { port } = await startGateway({ committed });
  expect(await ask(port)).toMatchObject({ status, body });
});

test('a push of Uptime Kuma is answered as it would be there', async () => {
  const { port, received } = await startGateway();
  const path = `/api/push/${uuid.replaceAll('-', '')}?status=down&msg=no%20space&ping=41.5`;
  const answer = await ask(port, { path });
  expect([answer.status, answer.body]).toEqual([200, '{"ok":true}']);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(received[0]).toMatchObject({ target: { kind: 'uuid', uuid }, action: 'fail', durationMs: 42 });
  expect(String(received[0]?.body)).toBe('no space');
  const unknown = await ask(port, { path: '/api/push/nobody' });
  expect([unknown.status, JSON.parse(unknown.body)]).toEqual([
    404,
    { ok: false, msg: 'Monitor not found or not active.' },
  ]);
});

test('a flood on one monitor is refused at once, without its body, and others are heard', async () => {
  const { port, received } = await startGateway();
  for (let index = 0; index < 30; index += 1) expect((await ask(port)).status).toBe(200);
  const refused = await ask(port, { method: 'POST' }, Buffer.alloc(3_000_000));
  expect([refused.status, refused.body]).toEqual([429, 'rate limit exceeded']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(5);
  expect((await ask(port, { path: `/ping/${uuid.toUpperCase()}/start` })).status).toBe(429);
  const socket = net.connect(port, '127.0.0.1');
  socket.write(`POST ${url} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n`);
  const [early] = (await once(socket, 'data')) as [Buffer];
  expect(String(early)).toMatch(/^HTTP\/1.1 429/);
  socket.end(Buffer.alloc(1000));
  expect((await ask(port, { path: url.replace('5bf', '6bf') })).status).toBe(200);
  expect(received).toHaveLength(31);
});

test('who keeps guessing is told to slow down, and nobody else at his address', async () => {
  const { port } = await startGateway({ committed: 'not_found' });
  const statuses = new Map<number | undefined, number>();
  for (let index = 0; index < 120; index += 1) {
    const path = index % 2 === 0 ? `/ping/nobody-${index}` : url.replace('5bf', String(100 + index));
    const { status } = await ask(port, { path });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(Object.fromEntries(statuses)).toEqual({ 404: 100, 429: 20 });
});

test('a thousand monitors behind one address are all heard', async () => {
  const { port, received } = await startGateway();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
  cleanUps.push(() => agent.destroy());
  const path = (index: number) => `/ping/${uuid.slice(0, -5)}${String(index).padStart(5, '0')}`;
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, index) => ask(port, { agent, path: path(index) })),
  );
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(received).toHaveLength(1000);
});

test.each([
  ['garbage, \u00ff', '127.0.0.1'],
  ['203.0.113.9', '203.0.113.9'],
  ['6.6.6.6, 203.0.113.9', '203.0.113.9'],
  [','.repeat(2000), '127.0.0.1'],
  ['999.999.999.999', '127.0.0.1'],
  ["'; drop table pings", '127.0.0.1'],
])('behind a trusted proxy that says "%s" the address is %s', async (chain, address) => {
  const { port, received } = await startGateway({ trustedProxies: ['127.0.0.0/8'] });
  const answer = await ask(port, {
    headers: { 'X-Forwarded-For': chain, 'User-Agent': `x${'y'.repeat(500)}` },
  });
  expect(answer.status).toBe(200);
  expect(received[0]).toMatchObject({ address, userAgent: `x${'y'.repeat(199)}` });
});

test('headers of a prefetch change nothing, and a stranger names no address', async () => {
  const { port, received } = await startGateway();
  const headers = {
    RSC: '1',
    'Next-Router-Prefetch': '1',
    'Next-Router-State-Tree': '%5B%5D',
    Purpose: 'prefetch',
    'Sec-Purpose': 'prefetch;prerender',
    'X-Middleware-Prefetch': '1',
    'X-Forwarded-For': '6.6.6.6',
  };
  expect(await ask(port, { headers, path: `${url}?_rsc=abc` })).toMatchObject({ status: 200, body: 'OK' });
  expect(received[0]).toMatchObject({ address: '127.0.0.1' });
});

test('pings that share a connection are answered in their order', async () => {
  const { port, received } = await startGateway();
  const one = (word: string) => `GET ${url}/${word} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const socket = net.connect(port, '127.0.0.1');
  socket.end(one('start') + one('nope') + one('0').replace('Host', 'Connection: close\r\nHost'));
  const said = String(await buffer(socket));
  expect(said.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  expect(received.map(({ action }) => action)).toEqual(['start', 'success']);
});
