import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as push } from '@/app/api/push/[token]/route';
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '@/app/ping/[...path]/route';
import { createTenant } from '@/db/testing/tenants';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { appUrl, startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;
let tenant: Awaited<ReturnType<typeof createTenant>>;

beforeAll(async () => {
  api = await startApi();
  tenant = await createTenant(api.db);
});
afterAll(async () => await api.close());

/** A heartbeat of its own for each test, and where it is pinged. */
async function createHeartbeat(slug: string): Promise<string> {
  const input = {
    project_id: tenant.projectId,
    type: 'heartbeat',
    name: slug,
    slug,
    spec: { schedule: { kind: 'period', period_seconds: 3600 } },
  };
  const monitor = await createMonitor(
    { ...tenant.ctx, db: api.db },
    input as Parameters<typeof createMonitor>[1],
  );
  if (monitor.type !== 'heartbeat') throw new Error('not a heartbeat');
  return new URL(monitor.ping_url ?? '').pathname;
}

const logOf = (slug: string) => api.database.sql`
  select p.kind, p.method, p.address, b.body
  from monitors m join pings p on p.monitor_id = m.id
  left join ping_bodies b on b.monitor_id = p.monitor_id and b.received_at = p.received_at and b.n = p.n
  where m.slug = ${slug} order by p.n`;

const handlers = { GET, HEAD, POST, OPTIONS, PUT, PATCH, DELETE };

test('web gives the answers of the gateway, for every method', async () => {
  const url = await createHeartbeat('methods');
  const said = [];
  for (const [method, handle] of Object.entries(handlers)) {
    const response = await handle(new Request(`${appUrl}${url}`, { method }));
    said.push([method, response.status, await response.text()]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'ping-body-limit': '100000',
      'cache-control': 'no-store, no-cache, private',
    });
  }
  expect(said).toEqual([
    ['GET', 200, 'OK'],
    ['HEAD', 200, ''],
    ['POST', 200, 'OK'],
    ['OPTIONS', 204, ''],
    ['PUT', 405, 'method not allowed'],
    ['PATCH', 405, 'method not allowed'],
    ['DELETE', 405, 'method not allowed'],
  ]);
  expect((await logOf('methods')).map((row) => row['method'])).toEqual(['GET', 'HEAD', 'POST']);
});

test('slashes, runs and headers of a prefetch are read as by the gateway', async () => {
  const url = await createHeartbeat('forms');
  const headers = { RSC: '1', 'Next-Router-Prefetch': '1', 'X-Forwarded-For': 'garbage, 203.0.113.9' };
  const ask = async (one: string) => (await GET(new Request(`${appUrl}${one}`, { headers }))).status;
  expect(await ask(`${url}/?_rsc=abc`)).toBe(200);
  expect(await ask(`${url}/start/`)).toBe(200);
  expect(await ask(`${url}?rid=`)).toBe(400);
  expect(await ask('/ping/nobody')).toBe(404);
  expect((await logOf('forms')).map((row) => [row['kind'], row['address']])).toEqual([
    ['success', '203.0.113.9'],
    ['start', '203.0.113.9'],
  ]);
});

test('a body is kept byte for byte and cut at the limit', async () => {
  const url = await createHeartbeat('bodies');
  const bytes = new Uint8Array(150_000).map((_, index) => index % 256);
  const response = await POST(new Request(`${appUrl}${url}`, { method: 'POST', body: bytes }));
  expect(response.status).toBe(200);
  expect((await logOf('bodies'))[0]?.['body']).toEqual(Buffer.from(bytes.subarray(0, 100_000)));
});

test('a push of Uptime Kuma is answered in its own words', async () => {
  const url = await createHeartbeat('kuma');
  const token = url.slice('/ping/'.length).replaceAll('-', '');
  const up = await push(new Request(`${appUrl}/api/push/${token}?status=up&msg=fine&ping=12`));
  expect([up.status, await up.json()]).toEqual([200, { ok: true }]);
  const unknown = await push(new Request(`${appUrl}/api/push/nobody`));
  expect([unknown.status, (await unknown.json()).ok]).toEqual([404, false]);
  expect(String((await logOf('kuma'))[0]?.['body'])).toBe('fine');
});

test('Next is told to redirect no ping', async () => {
  const { default: nextConfig } = await import(path.resolve(import.meta.dirname, '../../next.config.mjs'));
  expect(nextConfig).toMatchObject({
    skipTrailingSlashRedirect: true,
    experimental: { validateRSCRequestHeaders: false },
  });
});
