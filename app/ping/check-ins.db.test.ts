import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { asc, eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { serveCheckIn } from '@/app/ping/serve-check-in';
import { pingBodies, pings } from '@/db/schema/heartbeats';
import { monitors } from '@/db/schema/monitors';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { createCheckInRoute } from '@/lib/gateway/check-in-route';
import { createGateway } from '@/lib/gateway/create-gateway';
import { gatewayRoutes } from '@/lib/gateway/routes';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { createPingReceiver } from '@/lib/pipeline/create-ping-receiver';
import { startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;
let gateway: ReturnType<typeof createGateway>;
let gatewayUrl: string;
let tenant: Tenant;
let key: string;

beforeAll(async () => {
  api = await startApi();
  tenant = await createTenant(api.db);
  key = tenant.projectId.slice(4, 26);
  const logger = pino({ level: 'silent' });
  const receiver = createPingReceiver({
    db: api.db,
    logger,
    bodyLimitBytes: 100_000,
    onDeliveries: () => {},
  });
  const routes = gatewayRoutes({ isEngineEmbedded: true, checkIns: createCheckInRoute(receiver) });
  gateway = createGateway({ webUrl: 'http://127.0.0.1:9', trustedProxies: [], routes, logger });
  gateway.server.listen(0, '127.0.0.1');
  await once(gateway.server, 'listening');
  gatewayUrl = `http://127.0.0.1:${(gateway.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await gateway.close(0);
  await api.close();
});

async function makeHeartbeat(slug: string): Promise<string> {
  const spec = { schedule: { kind: 'period' as const, period_seconds: 3600 } };
  const ctx = { ...tenant.ctx, db: api.db };
  const input = { project_id: tenant.projectId, type: 'heartbeat' as const, slug, name: slug, spec };
  return (await createMonitor(ctx, input)).id;
}

async function readLog(monitorId: string): Promise<(string | null)[][]> {
  const rows = await api.db.select().from(pings).where(eq(pings.monitorId, monitorId)).orderBy(asc(pings.n));
  return rows.map(({ kind, rid }) => [kind, rid]);
}

async function findMonitor(slug: string) {
  const [row] = await api.db.select().from(monitors).where(eq(monitors.slug, slug));
  return row ?? null;
}

type Sent = { method?: string; headers?: Record<string, string>; body?: BodyInit };
const transports = [
  { name: 'gateway', send: (path: string, sent: Sent = {}) => fetch(`${gatewayUrl}${path}`, sent) },
  {
    name: 'next',
    send: (path: string, sent: Sent = {}) => serveCheckIn(new Request(`http://localhost:3000${path}`, sent)),
  },
];

const id = '83a7c03e-d0a0-4e1b-97e2-e3b18d38f244';
const checkIn = (slug: string, more: object = {}) =>
  JSON.stringify({ check_in_id: id.replaceAll('-', ''), monitor_slug: slug, status: 'ok', ...more });
const envelope = (items: string[], header: object = {}) =>
  [JSON.stringify(header), ...items.flatMap((item) => ['{"type":"check_in"}', item])].join('\n');

describe.each(transports)('by the $name', ({ name, send }) => {
  const slugOf = (slug: string) => `${name}-${slug}`;
  const auth = () => ({ 'X-Sentry-Auth': `Sentry sentry_version=7, sentry_key=${key}` });
  const post = (body: BodyInit, headers: Record<string, string> = auth()) =>
    send('/api/1/envelope/', { method: 'POST', headers, body });

  it('takes a run by the address of a cron, from a query or from JSON, and says 202', async () => {
    const slug = slugOf('cron');
    const monitorId = await makeHeartbeat(slug);
    const at = `/api/42/cron/${slug}/${key}/`;
    const start = await send(`${at}?status=in_progress&check_in_id=${id}`);
    expect([start.status, await start.text()]).toEqual([202, '']);
    expect(start.headers.get('access-control-allow-origin')).toBe('*');
    const body = JSON.stringify({ status: 'ok', check_in_id: id, duration: 1.5 });
    expect((await send(at, { method: 'POST', body })).status).toBe(202);
    expect((await send(`/api/42/cron/${slug}/?status=error&sentry_key=${key}`)).status).toBe(202);
    expect(await readLog(monitorId)).toEqual([
      ['start', id],
      ['success', id],
      ['fail', null],
    ]);
  });

  it('keeps the output of a job that is sent in place of JSON', async () => {
    const slug = slugOf('output');
    const monitorId = await makeHeartbeat(slug);
    await send(`/api/1/cron/${slug}/${key}/?status=error`, { method: 'POST', body: 'disk full' });
    const [row] = await api.db.select().from(pingBodies).where(eq(pingBodies.monitorId, monitorId));
    expect(row?.body.toString()).toBe('disk full');
  });

  it('takes envelopes: several check-ins, packed, with the key in the DSN, beside other items', async () => {
    const slug = slugOf('envelope');
    const monitorId = await makeHeartbeat(slug);
    const both = envelope([checkIn(slug, { status: 'in_progress' }), checkIn(slug)]);
    const taken = await post(both);
    expect([taken.status, await taken.text()]).toEqual([200, '{}']);
    const packed = await post(gzipSync(envelope([checkIn(slug)])), {
      ...auth(),
      'Content-Encoding': 'gzip',
    });
    expect(packed.status).toBe(200);
    const dsn = { dsn: `https://${key}@stillup.example/1` };
    expect((await post(envelope([checkIn(slug)], dsn), {})).status).toBe(200);
    expect((await post('{}\n{"type":"session"}\n{"sid":1}\n')).status).toBe(200);
    const kinds = (await readLog(monitorId)).map(([kind]) => kind);
    expect(kinds).toEqual(['start', 'success', 'success', 'success']);
  });

  it('makes a monitor by its config once, and never changes one', async () => {
    const slug = slugOf('made');
    const monitor_config = { schedule: { type: 'crontab', value: '0 4 * * *' }, max_runtime: 10 };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => post(envelope([checkIn(slug, { monitor_config })]))),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const other = { schedule: { type: 'interval', value: 1, unit: 'day' } };
    expect((await post(envelope([checkIn(slug, { monitor_config: other })]))).status).toBe(200);
    const made = await findMonitor(slug);
    expect(made?.spec).toMatchObject({
      schedule: { kind: 'cron', expression: '0 4 * * *', time_zone: 'UTC' },
      max_run_seconds: 600,
    });
    expect(await readLog(made?.id ?? '')).toHaveLength(11);
  });

  it('does not lose the check-in of a monitor that is there to a config that cannot be read', async () => {
    const slug = slugOf('odd-config');
    const monitorId = await makeHeartbeat(slug);
    const odd = { monitor_config: { schedule: { type: 'lunar' } } };
    expect((await post(envelope([checkIn(slug, odd)]))).status).toBe(200);
    expect(await readLog(monitorId)).toHaveLength(1);
    const refused = await post(envelope([checkIn(slugOf('nowhere'), odd)]));
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringMatching(/^monitor_config/)]);
    expect(await findMonitor(slugOf('nowhere'))).toBeNull();
  });

  const strange = 'zzzzzzzzzzzzzzzzzzzzzz';
  test.each<[string, number, () => ReturnType<typeof send>]>([
    ['an unknown slug', 404, () => send(`/api/1/cron/nothing/${key}/?status=ok`)],
    ['the key of nobody', 404, () => send(`/api/1/cron/nothing/${strange}/?status=ok`)],
    ['a key that is none', 404, () => send('/api/1/cron/nothing/NOKEY/?status=ok')],
    ['no key', 404, () => post(envelope([checkIn('nothing')]), {})],
    ['no status', 400, () => send(`/api/1/cron/nothing/${key}/`)],
    ['a bad run id', 400, () => send(`/api/1/cron/nothing/${key}/?status=ok&check_in_id=x`)],
    ['no envelope', 400, () => post('nonsense')],
    ['a packed envelope that is not', 400, () => post('{}', { ...auth(), 'Content-Encoding': 'gzip' })],
    ['a bomb', 400, () => post(gzipSync(Buffer.alloc(5_000_000)), { ...auth(), 'Content-Encoding': 'gzip' })],
    ['another method', 405, () => send(`/api/1/cron/a/${key}/?status=ok`, { method: 'PUT' })],
    ['GET on envelopes', 405, () => send('/api/1/envelope/')],
    ['a pre-flight', 204, () => send('/api/1/envelope/', { method: 'OPTIONS' })],
  ])('%s is a %i, and no redirect', async (_name, status, call) => {
    const answer = await call();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('location')).toBeNull();
  });

  it('does not reach the monitor of another organization', async () => {
    const other = await createTenant(api.db, 'Other');
    const slug = slugOf('private');
    const monitorId = await makeHeartbeat(slug);
    const answer = await send(`/api/1/cron/${slug}/${other.projectId.slice(4, 26)}/?status=error`);
    expect(answer.status).toBe(404);
    expect(await readLog(monitorId)).toEqual([]);
  });

  it('stops a flood at once', async () => {
    const slug = slugOf('flood');
    await makeHeartbeat(slug);
    // All in one moment, however long it takes.
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const statuses: number[] = [];
    for (let count = 0; count < 35; count += 1) {
      statuses.push((await send(`/api/1/cron/${slug}/${key}/?status=ok`)).status);
    }
    expect(statuses).toEqual([...Array(30).fill(202), ...Array(5).fill(429)]);
  });
});
