import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { pingBodies, pings } from '@/db/schema/heartbeats';
import { spans } from '@/db/schema/spans';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { newId } from '@/lib/core/ids';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { getPing } from '@/lib/pings/get-ping';
import { getRunTimes } from '@/lib/pings/get-run-times';
import { listPings } from '@/lib/pings/list-pings';
import { listRuns } from '@/lib/pings/list-runs';
import { pingDetailView, pingView, runsView, runTimesView } from '@/lib/pings/schema';

const minuteMs = 60_000;
const schedule = { kind: 'period', period_seconds: 300 } as const;

/** Partitions reach from yesterday until in three days, so these tests live today, at noon. */
const noon = new Date(new Date().setUTCHours(12, 0, 0, 0));
const at = (minutes: number) => new Date(noon.getTime() + minutes * minuteMs);

async function seed(db: Db): Promise<Tenant & { id: string }> {
  const tenant = await createTenant(db);
  const ctx = { ...tenant.ctx, now: noon };
  await ensurePartitions(db);
  const { id } = await createMonitor(ctx, {
    project_id: tenant.projectId,
    type: 'heartbeat',
    name: 'Backup',
    spec: { schedule, grace_seconds: 60 },
  });
  return { ...tenant, ctx, id };
}

type Given = Partial<typeof pings.$inferInsert> & { body?: Buffer };

async function addPings(db: Db, monitorId: string, list: readonly (Given & { receivedAt: Date })[]) {
  for (const [index, { body, ...rest }] of list.entries()) {
    const row = {
      monitorId,
      n: index + 1,
      kind: 'success' as const,
      isIgnored: false,
      method: 'GET',
      bodyBytes: body?.length ?? 0,
      ...rest,
    };
    await db.insert(pings).values(row);
    if (body !== undefined) await db.insert(pingBodies).values({ ...row, body });
  }
}

describe('the ping log', () => {
  test('goes backwards page by page without loss or repeat, also among pings of the same instant', async ({
    db,
  }) => {
    const { ctx, id } = await seed(db);
    const instants = [-5, -4, -4, -4, -3, -2, -1];
    await addPings(
      db,
      id,
      instants.map((minutes) => ({ receivedAt: at(minutes) })),
    );
    const seen: number[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listPings(ctx, { monitor_id: id, limit: 2, ...(cursor && { cursor }) });
      for (const ping of page.data) expect(pingView.parse(ping)).toEqual(ping);
      seen.push(...page.data.map(({ n }) => n));
      cursor = page.page.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('is narrowed by kind and time', async ({ db }) => {
    const { ctx, id } = await seed(db);
    await addPings(db, id, [
      { receivedAt: at(-9), kind: 'start' },
      { receivedAt: at(-8), kind: 'fail', exitStatus: 137, signal: 'KILL' },
      { receivedAt: at(-7), kind: 'fail', isIgnored: true },
    ]);
    const numbers = async (query: object) =>
      (await listPings(ctx, { monitor_id: id, ...query })).data.map(({ n }) => n);
    expect(await numbers({ kind: 'fail' })).toEqual([3, 2]);
    expect(await numbers({ from: at(-8).toISOString(), to: at(-7).toISOString() })).toEqual([2]);
    const [fail] = (await listPings(ctx, { monitor_id: id, kind: 'fail', limit: 2 })).data.slice(1);
    expect(fail).toMatchObject({ exit_status: 137, signal: 'KILL', is_ignored: false });
  });

  test('bodies come back to the byte: UTF-8 as text, anything else as base64', async ({ db }) => {
    const { ctx, id } = await seed(db);
    const text = '\uFEFFfertig ✓\r\n<b>&amp;\u0000\n';
    const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
    await addPings(db, id, [
      { receivedAt: at(-3), body: Buffer.from(text) },
      { receivedAt: at(-2), body: bytes },
      { receivedAt: at(-1) },
    ]);
    const [one, two, three] = await Promise.all([1, 2, 3].map((n) => getPing(ctx, { monitor_id: id, n })));
    expect(one).toMatchObject({ body: text, body_encoding: 'utf8' });
    expect(two).toMatchObject({ body: bytes.toString('base64'), body_encoding: 'base64', body_bytes: 4 });
    expect(three).toMatchObject({ body: null, body_encoding: null });
    for (const view of [one, two, three]) expect(pingDetailView.parse(view)).toEqual(view);
    await expect(getPing(ctx, { monitor_id: id, n: 4 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('who may read', () => {
  const verbs = {
    listPings,
    listRuns,
    getRunTimes,
    getPing: (ctx: Tenant['ctx'], input: object) => getPing(ctx, { ...input, n: 1 }),
  };

  test.for(Object.entries(verbs))(
    '%s: a viewer, but no other tenant and no key that pings',
    async ([, verb], { db }) => {
      const tenant = await seed(db);
      await addPings(db, tenant.id, [{ receivedAt: at(-1) }]);
      await verb({ ...withRole(tenant, 'viewer'), now: noon }, { monitor_id: tenant.id });
      await expect(verb(withApiKey(tenant, ['ping']), { monitor_id: tenant.id })).rejects.toMatchObject({
        code: 'forbidden',
      });
      const other = await createTenant(db, 'Other');
      await expect(verb(other.ctx, { monitor_id: tenant.id })).rejects.toMatchObject({ code: 'not_found' });
      await expect(
        verb(withApiKey(tenant, ['read'], newId('prj')), { monitor_id: tenant.id }),
      ).rejects.toMatchObject({
        code: 'not_found',
      });
    },
  );

  test.for(Object.entries(verbs))('%s says so of a monitor that has no pings', async ([, verb], { db }) => {
    const tenant = await createTenant(db);
    const { id } = await createMonitor(tenant.ctx, {
      project_id: tenant.projectId,
      type: 'http',
      spec: { url: 'https://example.com/' },
    });
    await expect(verb(tenant.ctx, { monitor_id: id })).rejects.toMatchObject({
      code: 'conflict',
      message: 'Only heartbeats have pings and runs. This monitor has checks.',
    });
  });
});

describe('runs', () => {
  test('are paired, and held against the schedule while the monitor was watched', async ({ db }) => {
    const tenant = await seed(db);
    const { ctx, id } = tenant;
    await db.insert(spans).values({
      monitorId: id,
      organizationId: tenant.organizationId,
      state: 'up',
      startedAt: at(-30),
      reason: { rule: 'first_ping', checks: [] },
    });
    await addPings(db, id, [
      { receivedAt: at(-30) },
      { receivedAt: at(-26), kind: 'start' },
      { receivedAt: at(-25), kind: 'success', durationMs: 60_000 },
      { receivedAt: at(-24), kind: 'log' },
      { receivedAt: at(-23), kind: 'fail', isIgnored: true },
      { receivedAt: at(-18), kind: 'fail', exitStatus: 1 },
    ]);
    const view = await listRuns(ctx, { monitor_id: id });
    expect(runsView.parse(view)).toEqual(view);
    expect(view.runs.map(({ outcome, ping_n, expected_at }) => [outcome, ping_n, expected_at])).toEqual([
      ['ok', 1, null],
      // A run may take as long as the grace; this one ended at that very instant.
      ['overrun', 3, at(-25).toISOString()],
      ['failed', 6, at(-20).toISOString()],
      ['missed', null, at(-13).toISOString()],
    ]);
    expect(view.runs[2]).toMatchObject({ lateness_seconds: 120, exit_status: 1 });
    const later = await listRuns(ctx, { monitor_id: id, from: at(-20).toISOString() });
    expect(later.runs.map(({ outcome }) => outcome)).toEqual(['failed', 'missed']);
  });

  test('of a calendar for longer than an answer holds are the latest', async ({ db }) => {
    const tenant = await createTenant(db);
    const ctx = { ...tenant.ctx, now: noon };
    const { id } = await createMonitor(ctx, {
      project_id: tenant.projectId,
      type: 'heartbeat',
      name: 'Minutely',
      spec: { schedule: { kind: 'cron', expression: '* * * * *', time_zone: 'UTC' } },
    });
    await db.insert(spans).values({
      monitorId: id,
      organizationId: tenant.organizationId,
      state: 'down',
      startedAt: at(-100_000),
      reason: { rule: 'missed', checks: [] },
    });
    const view = await listRuns(ctx, { monitor_id: id, from: at(-50_000).toISOString() });
    expect(view.is_cut).toBe(true);
    expect(Date.parse(view.from)).toBe(at(-1000).getTime());
    expect(view.runs.length).toBe(1001);
    expect(view.runs.at(-1)).toMatchObject({ outcome: 'awaited', expected_at: noon.toISOString() });
  });

  test('take times: gathered by bucket, failures counted apart, logs and ignored ones left out', async ({
    db,
  }) => {
    const { ctx, id } = await seed(db);
    await addPings(db, id, [
      { receivedAt: at(-12), durationMs: 1000 },
      { receivedAt: at(-11), durationMs: 3000 },
      { receivedAt: at(-11), kind: 'fail', durationMs: null },
      { receivedAt: at(-11), kind: 'start' },
      { receivedAt: at(-11), durationMs: 9000, isIgnored: true },
      { receivedAt: at(-2), durationMs: 500 },
    ]);
    const view = await getRunTimes(ctx, { monitor_id: id, from: at(-60).toISOString() });
    expect(runTimesView.parse(view)).toEqual(view);
    expect(view.bucket_seconds).toBe(300);
    expect(view.buckets).toEqual([
      {
        at: at(-15).toISOString(),
        min_ms: 1000,
        p50_ms: 2000,
        p95_ms: 2900,
        max_ms: 3000,
        runs: 3,
        failures: 1,
      },
      { at: at(-5).toISOString(), min_ms: 500, p50_ms: 500, p95_ms: 500, max_ms: 500, runs: 1, failures: 0 },
    ]);
  });
});
