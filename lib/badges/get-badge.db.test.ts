import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { heartbeats } from '@/db/schema/heartbeats';
import { checkSchedules, monitorStates, monitors } from '@/db/schema/monitors';
import { spans } from '@/db/schema/spans';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { badgeAddress } from '@/lib/badges/badge-address';
import { createBadgeTokens } from '@/lib/badges/badge-tokens';
import { getBadge } from '@/lib/badges/get-badge';
import { newId } from '@/lib/core/ids';
import type { SpanState } from '@/lib/monitors/constants';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { getUptime } from '@/lib/spans/get-uptime';

const dayMs = 86_400_000;

function tokenOf(id: string): string {
  return badgeAddress(id).split('/').at(-1) ?? '';
}

async function ask(db: Db, id: string, query: Record<string, string> = {}) {
  return await getBadge(db, { token: tokenOf(id), query });
}

async function makeHttp(tenant: Tenant): Promise<string> {
  const spec = { url: 'https://example.com/' };
  return (await createMonitor(tenant.ctx, { project_id: tenant.projectId, type: 'http', name: 'Shop', spec }))
    .id;
}

async function makeHeartbeat(tenant: Tenant, name = 'Backup'): Promise<string> {
  const spec = { schedule: { kind: 'period' as const, period_seconds: 3600 } };
  return (await createMonitor(tenant.ctx, { project_id: tenant.projectId, type: 'heartbeat', name, spec }))
    .id;
}

const ago = (seconds: number) => sql`now() - make_interval(secs => ${seconds}::int)`;

describe('the status', () => {
  test('of a monitor is the one of its page, until nobody vouches for it', async ({ db }) => {
    const tenant = await createTenant(db);
    const id = await makeHttp(tenant);
    expect((await ask(db, id)).shields).toMatchObject({ label: 'Shop', message: 'new', isError: false });
    for (const state of ['up', 'degraded', 'down'] as const) {
      await db.update(monitorStates).set({ state });
      await db.update(checkSchedules).set({ coveredUntilAt: ago(-60) });
      expect((await getMonitor(tenant.ctx, { id })).status).toBe(state);
      expect((await ask(db, id)).shields).toMatchObject({ message: state, isError: state === 'down' });
      await db.update(checkSchedules).set({ coveredUntilAt: ago(1) });
      expect((await getMonitor(tenant.ctx, { id })).status).toBe('unknown');
      expect((await ask(db, id)).shields.message).toBe('unknown');
    }
    await db.update(monitors).set({ pausedAt: sql`now()` });
    expect((await ask(db, id)).shields.message).toBe('paused');
  });

  test('of a heartbeat also says that it is late, or at work', async ({ db }) => {
    const tenant = await createTenant(db);
    const id = await makeHeartbeat(tenant);
    const say = async (row: Partial<typeof heartbeats.$inferInsert> | Record<string, unknown>) => {
      await db.update(heartbeats).set(row);
      return (await ask(db, id)).shields.message;
    };
    expect(await say({ status: 'new' })).toBe('new');
    await db.update(monitorStates).set({ state: 'up' });
    expect(await say({ status: 'up', expectedAt: ago(-60), deadlineAt: ago(-120) })).toBe('up');
    expect(await say({ expectedAt: ago(1) })).toBe('late');
    expect(await say({ runs: [{ rid: null, startedMs: 1, timerMs: 1 }] })).toBe('running');
    expect(await say({ runs: [], deadlineAt: ago(16) })).toBe('unknown');
    expect((await getMonitor(tenant.ctx, { id })).status).toBe('unknown');
    expect(await say({ status: 'down', deadlineAt: null })).toBe('down');
  });
});

test('the uptime is the one of the monitor page, over the days that are asked for', async ({ db }) => {
  const tenant = await createTenant(db);
  const [clock] = await db.execute<{ ms: number }>(sql`select date_part('epoch', now()) * 1000 as ms`);
  const nowMs = clock?.ms ?? 0;
  const ctx = { ...tenant.ctx, now: new Date(nowMs) };
  const id = await makeHttp(tenant);
  expect((await ask(db, id, { metric: 'uptime' })).shields.message).toBe('no data in 30 d');
  const story: [SpanState, number][] = [
    ['up', 80],
    ['unknown', 40],
    ['down', 20.5],
    ['degraded', 20],
    ['down', 3.01],
    ['up', 3],
  ];
  const ends = [...story.slice(1).map(([, days]) => days), null];
  await db.insert(spans).values(
    story.map(([state, days], index) => ({
      organizationId: tenant.organizationId,
      monitorId: id,
      state,
      startedAt: new Date(nowMs - days * dayMs),
      endedAt: ends[index] == null ? null : new Date(nowMs - (ends[index] ?? 0) * dayMs),
      reason: {},
    })),
  );
  await db.update(checkSchedules).set({ coveredUntilAt: ago(3600) });
  const seen = new Set<string>();
  for (const days of [1, 2, 7, 30, 90, 365]) {
    const { uptime_ratio } = await getUptime(ctx, { monitor_id: id, days });
    const percent = Math.floor(Math.round((uptime_ratio ?? 0) * 1e6) / 100) / 100;
    const { message } = (await ask(db, id, { metric: 'uptime', days: String(days) })).shields;
    expect(message).toBe(`${percent === 100 ? '100' : percent.toFixed(2)}% in ${days} d`);
    seen.add(message.split(' ')[0] ?? '');
  }
  expect(seen.size).toBeGreaterThan(3);
});

test('what the query says wrongly is left out', async ({ db }) => {
  const tenant = await createTenant(db);
  const id = await makeHttp(tenant);
  const plain = await ask(db, id);
  const odd = { metric: 'salary', days: '-1', style: 'neon', cache: '123', label: 'x'.repeat(2000) };
  expect(await ask(db, id, odd)).toEqual(plain);
  expect((await ask(db, id, { metric: 'uptime', days: '1e9' })).shields.message).toBe('no data in 30 d');
  expect((await ask(db, id, { label: 'API <b>' })).svg).toContain('API &lt;b&gt;');
  expect((await ask(db, id, { label: '' })).shields.label).toBe('');
});

test('a name is never markup', async ({ db }) => {
  const tenant = await createTenant(db);
  const { svg, shields } = await ask(db, await makeHeartbeat(tenant, '</text><script>alert(1)</script>'));
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;script&gt;');
  expect(shields.label).toBe('</text><script>alert(1)</script>');
});

test('there is a badge only where the token is right and the monitor exists', async ({ db }) => {
  const tenant = await createTenant(db);
  const id = await makeHttp(tenant);
  const foreign = createBadgeTokens('of another installation entirely');
  for (const token of ['', id, 'x', foreign.make(id), tokenOf(newId('mon'))]) {
    await expect(getBadge(db, { token, query: {} })).rejects.toMatchObject({ code: 'not_found' });
  }
  await ask(db, id);
  await deleteMonitor(tenant.ctx, { id });
  await expect(ask(db, id)).rejects.toMatchObject({ code: 'not_found' });
});
