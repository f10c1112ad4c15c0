import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Database } from '@/db/client';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { createGateway } from '@/lib/gateway/create-gateway';
import { createPingRoute } from '@/lib/gateway/ping-route';
import { gatewayRoutes } from '@/lib/gateway/routes';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { createPingReceiver } from '@/lib/pipeline/create-ping-receiver';

const rid = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11';

let database: Database;
let tenant: Tenant;
let pingKey: string;
beforeAll(async () => {
  database = await freshDatabase({ max: 12 });
  tenant = await createTenant(database.db);
  const [project] = await database.sql`select ping_key from projects where id = ${await uuidOf('projects')}`;
  pingKey = project?.['ping_key'];
});
afterAll(() => database.close());

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function uuidOf(table: 'projects'): Promise<string> {
  const [row] = await database.sql`select id from ${database.sql(table)} limit 1`;
  return row?.['id'];
}

/** A heartbeat of its own for each test, and the path that it is pinged at. */
async function createHeartbeat(slug: string): Promise<{ path: string; uuid: string }> {
  const { monitor } = { monitor: await createMonitor(tenant.ctx, heartbeatInput(slug)) };
  const url = 'ping_url' in monitor ? monitor.ping_url : null;
  const path = new URL(url ?? '').pathname;
  return { path, uuid: path.slice('/ping/'.length) };
}

const heartbeatInput = (slug: string) => ({
  project_id: tenant.projectId,
  type: 'heartbeat' as const,
  name: slug,
  slug,
  spec: { schedule: { kind: 'period' as const, period_seconds: 3600 } },
});

async function startGateway(options: { trustedProxies?: string[]; bodyTimeoutMs?: number } = {}) {
  const logger = pino({ level: 'silent' });
  const receiver = createPingReceiver({
    db: database.db,
    logger,
    bodyLimitBytes: 100_000,
    onDeliveries: () => {},
  });
  const { trustedProxies = [], ...route } = options;
  const gateway = createGateway({
    webUrl: 'http://127.0.0.1:9',
    trustedProxies,
    routes: gatewayRoutes({ isEngineEmbedded: true, pings: createPingRoute(receiver, route) }),
    logger,
  });
  cleanUps.push(() => gateway.close(0).then(() => receiver.close()));
  gateway.server.listen(0, '127.0.0.1');
  await once(gateway.server, 'listening');
  return (gateway.server.address() as AddressInfo).port;
}

async function ask(port: number, options: http.RequestOptions, body?: string | Buffer) {
  const request = http.request({ host: '127.0.0.1', port, ...options });
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

async function logOf(slug: string) {
  return database.sql`
    select p.kind, p.method, p.exit_status, p.signal, p.rid, p.user_agent, p.address, p.body_bytes, b.body
    from monitors m join pings p on p.monitor_id = m.id
    left join ping_bodies b on b.monitor_id = p.monitor_id and b.received_at = p.received_at and b.n = p.n
    where m.slug = ${slug} order by p.n`;
}

test('a ping is in the log before it is answered, by every form of its address', async () => {
  const { path, uuid } = await createHeartbeat('forms');
  const port = await startGateway();
  const kuma = `/api/push/${uuid.replaceAll('-', '')}?status=down&msg=full`;
  const paths = [
    path,
    `${path}/`,
    `${path.toUpperCase().replace('PING', 'ping')}/start?rid=${rid}`,
    `${path}/007`,
    `${path}/SIGTERM`,
    `${path}?state=complete`,
    `/ping/${pingKey}/forms/log`,
    kuma,
  ];
  for (const [index, one] of paths.entries()) {
    const { status } = await ask(port, { path: one, headers: { 'User-Agent': 'curl/8.5.0' } });
    expect([one, status, (await logOf('forms')).length]).toEqual([one, 200, index + 1]);
  }
  expect(
    (await logOf('forms')).map((row) => [row['kind'], row['exit_status'] ?? row['signal'], row['rid']]),
  ).toEqual([
    ['success', null, null],
    ['success', null, null],
    ['start', null, rid.toLowerCase()],
    ['fail', 7, null],
    ['fail', 'SIGTERM', null],
    ['success', null, null],
    ['log', null, null],
    ['fail', null, null],
  ]);
  expect((await logOf('forms'))[0]).toMatchObject({
    user_agent: 'curl/8.5.0',
    address: '127.0.0.1',
    method: 'GET',
  });
});

test('bodies are stored as they came: binary, chunked, from GET, and three megabytes cut', async () => {
  const { path } = await createHeartbeat('bodies');
  const port = await startGateway();
  const binary = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
  const large = Buffer.alloc(3_000_000, 'x');
  await ask(port, { path, method: 'POST', headers: { 'Content-Encoding': 'gzip' } }, binary);
  await ask(port, { path, method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } }, binary);
  await ask(port, { path, method: 'GET', headers: { 'Content-Length': 3 } }, 'get');
  expect((await ask(port, { path, method: 'POST' }, large)).status).toBe(200);
  await ask(port, { path, method: 'POST' });
  const rows = await logOf('bodies');
  expect(rows.map((row) => row['body'])).toEqual([
    binary,
    binary,
    Buffer.from('get'),
    large.subarray(0, 100_000),
    null,
  ]);
  expect(rows.map((row) => row['body_bytes'])).toEqual([512, 512, 3, 100_000, 0]);
});

test('slow and broken uploads are pings with what came of them', async () => {
  const { path } = await createHeartbeat('torn');
  const port = await startGateway({ bodyTimeoutMs: 100 });
  const slow = net.connect(port, '127.0.0.1');
  slow.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nslow`);
  expect(String((await once(slow, 'data'))[0])).toMatch(/^HTTP\/1.1 200 OK/);
  const broken = net.connect(port, '127.0.0.1');
  broken.end(
    `POST ${path}/fail HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nbroken\r\nzz\r\n`,
  );
  await text(broken);
  await expect
    .poll(async () => (await logOf('torn')).map((row) => String(row['body'])))
    .toEqual(['slow', 'broken']);
  slow.destroy();
});

test('what is no ping is not recorded', async () => {
  const { path } = await createHeartbeat('nothing');
  const port = await startGateway();
  const refused = [
    await ask(port, { path, method: 'OPTIONS' }),
    await ask(port, { path, method: 'PUT' }, 'body'),
    await ask(port, { path, method: 'DELETE' }),
    await ask(port, { path: `${path}?rid=` }),
    await ask(port, { path: `${path}?rid=nonsense` }),
    await ask(port, { path: `${path}/256` }),
    await ask(port, { path: `${path}/stop` }),
    await ask(port, { path: `/ping/${pingKey}/Nothing` }),
    await ask(port, { path: `/ping/${pingKey}/nobody` }),
    await ask(port, { path: `/ping/${'0'.repeat(22)}/nothing?create=1` }),
    await ask(port, { path: `/ping/${pingKey}/new?create=1&cron=nonsense` }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([
    204, 405, 405, 400, 400, 400, 404, 400, 404, 404, 400,
  ]);
  expect(await logOf('nothing')).toEqual([]);
  expect(await database.sql`select 1 from monitors where slug = 'new'`).toEqual([]);
});

test('HEAD and a prefetch are pings like any other', async () => {
  const { path } = await createHeartbeat('prefetch');
  const port = await startGateway();
  const headers = { RSC: '1', 'Next-Router-Prefetch': '1', Purpose: 'prefetch' };
  expect(await ask(port, { path, headers })).toMatchObject({ status: 200, body: 'OK' });
  expect(await ask(port, { path, method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  expect((await logOf('prefetch')).map((row) => row['method'])).toEqual(['GET', 'HEAD']);
});

test('twenty first pings at once make one heartbeat, and each of them is in its log', async () => {
  const port = await startGateway();
  const path = `/ping/${pingKey}/brand-new?create=1&period=600&grace=120`;
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(port, { path })));
  const said = answers.map(({ status, body }) => `${status} ${body}`).sort();
  expect(said).toEqual([...Array.from({ length: 19 }, () => '200 OK'), '201 Created']);
  expect(await logOf('brand-new')).toHaveLength(20);
  const made = await database.sql`select spec from monitors where slug = 'brand-new'`;
  expect(made).toHaveLength(1);
  expect(made[0]?.['spec']).toMatchObject({
    schedule: { kind: 'period', period_seconds: 600 },
    grace_seconds: 120,
  });
  expect(await ask(port, { path })).toMatchObject({ status: 200, body: 'OK' });
});

test('a name that two heartbeats share is ambiguous', async () => {
  const second = await createHeartbeat('second');
  await createHeartbeat('shared');
  await database.sql`update monitors set slug = 'shared' where ping_uuid = ${second.uuid}`;
  const port = await startGateway();
  expect(await ask(port, { path: `/ping/${pingKey}/shared?create=1` })).toMatchObject({
    status: 409,
    body: 'ambiguous slug',
  });
  expect(await logOf('shared')).toEqual([]);
});

test('a flood on one heartbeat is refused, and another is answered', async () => {
  const [flooded, calm] = [await createHeartbeat('flooded'), await createHeartbeat('calm')];
  const port = await startGateway();
  // All in one moment, however long it takes.
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const answers = await Promise.all(Array.from({ length: 60 }, () => ask(port, { path: flooded.path })));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
  expect((await ask(port, { path: calm.path })).status).toBe(200);
  expect(await logOf('flooded')).toHaveLength(30);
});

test('no X-Forwarded-For and no user agent can make a ping fail', async () => {
  const { path } = await createHeartbeat('garbage');
  const port = await startGateway({ trustedProxies: ['127.0.0.0/8'] });
  const chains = [
    'garbage',
    '203.0.113.9',
    "'; drop table pings; --",
    '\u00ff\u00fe',
    ',,,',
    '::ffff:203.0.113.7',
  ];
  for (const chain of chains) {
    const headers = { 'X-Forwarded-For': chain, 'User-Agent': chain.repeat(100) };
    expect((await ask(port, { path, headers })).status).toBe(200);
  }
  expect((await logOf('garbage')).map((row) => row['address'])).toEqual([
    '127.0.0.1',
    '203.0.113.9',
    '127.0.0.1',
    '127.0.0.1',
    '127.0.0.1',
    '203.0.113.7',
  ]);
});

test('without a database a ping is told to come again, within five seconds', async () => {
  const { path } = await createHeartbeat('away');
  const own = await freshDatabase();
  const logger = pino({ level: 'silent' });
  const receiver = createPingReceiver({ db: own.db, logger, bodyLimitBytes: 100, onDeliveries: () => {} });
  await own.close();
  const startedMs = performance.now();
  const answer = await receiver.answer({
    method: 'GET',
    path,
    query: '',
    address: null,
    userAgent: null,
    readBody: null,
  });
  expect(answer).toMatchObject({ status: 503, headers: ['Retry-After', '2'] });
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});
