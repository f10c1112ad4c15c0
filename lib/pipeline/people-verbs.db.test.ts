import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { test } from '@/db/testing/database';
import { createTenant, withApiKey, withRole } from '@/db/testing/tenants';
import type { Ctx } from '@/lib/access/context';
import { getCheckEvidence } from '@/lib/checks/get-check-evidence';
import { listChecks } from '@/lib/checks/list-checks';
import { createLogger } from '@/lib/core/logger';
import { bulkMonitors } from '@/lib/pipeline/bulk-monitors';
import { claimChecks } from '@/lib/pipeline/claim-checks';
import { getDashboardSummary } from '@/lib/pipeline/get-dashboard-summary';
import { makeDue, outcomeOf, seedMonitor, seedTenant } from '@/lib/pipeline/internal/testing';
import { Lookout, lostNetwork } from '@/lib/pipeline/lookout';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import { processResults } from '@/lib/pipeline/process-results';
import { resumeMonitor } from '@/lib/pipeline/resume-monitor';
import { runMonitor } from '@/lib/pipeline/run-monitor';
import type { CheckResult } from '@/lib/probing/constants';
import { createProbeIo } from '@/lib/probing/run-check';
import { getResponseTimes } from '@/lib/rollups/get-response-times';
import { getLastDowntime } from '@/lib/spans/get-last-downtime';
import { getUptime } from '@/lib/spans/get-uptime';
import { listDowntime } from '@/lib/spans/list-downtime';
import { listSpans } from '@/lib/spans/list-spans';

const prober = {
  region: 'local',
  io: createProbeIo({ policy: { privateTargets: 'allow', ownHosts: [] }, userAgent: 'Stillup/test' }),
  lookout: null,
};
let status = 200;
const target = createServer((_, response) => response.writeHead(status).end('ok'));
let url = '';
beforeAll(async () => {
  await new Promise<void>((done) => target.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(target.address() as AddressInfo).port}/`;
});
afterAll(() => target.close());

async function check(db: Db, result: CheckResult) {
  await makeDue(db);
  const { checks, nowMs } = await claimChecks(db, 'local', 100);
  const at = nowMs ?? 0;
  await processResults(
    db,
    checks.map((claim) => ({ claim, outcome: outcomeOf(result), startedAtMs: at, finishedAtMs: at })),
    at,
  );
}

const rows = (db: Db, query: ReturnType<typeof sql>) => db.execute(query);
const spans = async (db: Db) =>
  (await db.execute<{ state: string }>(sql`select state from spans order by started_at`)).map(
    ({ state }) => state,
  );
/** The requests's instant is the transaction's, as the database has it. */
const nowOf = async (db: Db, ctx: Ctx): Promise<Ctx> => {
  const [row] = await db.execute<{ ms: number }>(sql`select date_part('epoch', now()) * 1000 + 2 as ms`);
  return { ...ctx, db, now: new Date(row?.ms ?? 0) };
};

describe('pausing', () => {
  test('ends an open incident without calling it recovered, tells the channels, and stops checks', async ({
    db,
  }) => {
    const tenant = await seedTenant(db);
    const id = await seedMonitor(db, tenant, { failureThreshold: 1 });
    await check(db, 'down');
    const view = await pauseMonitor({ ...tenant.ctx, db }, { id });
    expect(view).toMatchObject({ status: 'paused', paused: true, incident_id: null });
    expect(await rows(db, sql`select status, resolved_by->>'name' as by from incidents`)).toEqual([
      { status: 'resolved', by: 'Ada' },
    ]);
    expect(await rows(db, sql`select body from incident_events where type = 'resolved'`)).toEqual([
      { body: 'Monitoring was paused. Whether the target has recovered is not known.' },
    ]);
    expect(await rows(db, sql`select transition from deliveries order by 1`)).toEqual([
      { transition: 'opened' },
      { transition: 'resolved' },
    ]);
    await db.execute(sql`update check_schedules set scheduled_at = now() - interval '1 day'`);
    expect((await claimChecks(db, 'local', 10)).checks).toEqual([]);
    expect((await spans(db)).at(-1)).toBe('paused');
  });

  test('twice is once, and resuming makes the first check due at once', async ({ db }) => {
    const tenant = await seedTenant(db);
    const id = await seedMonitor(db, tenant);
    await check(db, 'up');
    const ctx = { ...tenant.ctx, db };
    await pauseMonitor(ctx, { id });
    await pauseMonitor(ctx, { id });
    expect(
      await rows(db, sql`select count(*)::int as n from audit_log where action = 'monitor.paused'`),
    ).toEqual([{ n: 1 }]);
    expect(await resumeMonitor(ctx, { id })).toMatchObject({ status: 'pending', paused: false });
    await resumeMonitor(ctx, { id });
    expect(
      await rows(db, sql`select count(*)::int as n from audit_log where action = 'monitor.resumed'`),
    ).toEqual([{ n: 1 }]);
    expect((await claimChecks(db, 'local', 10)).checks).toHaveLength(1);
  });

  test('a check in flight loses its lease', async ({ db }) => {
    const tenant = await seedTenant(db);
    const id = await seedMonitor(db, tenant, { failureThreshold: 1 });
    const { checks, nowMs } = await claimChecks(db, 'local', 10);
    await pauseMonitor({ ...tenant.ctx, db }, { id });
    const at = nowMs ?? 0;
    const finished = checks.map((claim) => ({
      claim,
      outcome: outcomeOf('down'),
      startedAtMs: at,
      finishedAtMs: at,
    }));
    expect(await processResults(db, finished, at)).toMatchObject({ stored: 0, dropped: 1 });
    expect(await rows(db, sql`select * from incidents`)).toEqual([]);
  });
});

describe('running now', () => {
  test('answers with the finished check, stores it, and leaves the schedule where it was', async ({ db }) => {
    const tenant = await seedTenant(db);
    const id = await seedMonitor(db, tenant, { url });
    await check(db, 'up');
    const before = await rows(db, sql`select scheduled_at from check_schedules`);
    const ctx = { ...tenant.ctx, db };
    const view = await runMonitor(ctx, { id }, prober);
    expect(view).toMatchObject({
      monitor_id: id,
      result: 'up',
      http_status: 200,
      region: 'local',
      attempts: 1,
    });
    expect(view.total_ms).toBeGreaterThan(0);
    expect(await rows(db, sql`select scheduled_at from check_schedules`)).toEqual(before);
    expect(await rows(db, sql`select lease_id, due_at = scheduled_at as slot from check_schedules`)).toEqual([
      { lease_id: null, slot: true },
    ]);
  });

  test('counts like any other check', async ({ db }) => {
    const tenant = await seedTenant(db);
    const id = await seedMonitor(db, tenant, { url, failureThreshold: 1 });
    status = 503;
    const view = await runMonitor(
      withApiKey({ ...tenant, ctx: { ...tenant.ctx, db } }, ['write']),
      { id },
      prober,
    );
    status = 200;
    expect(view).toMatchObject({ result: 'down', cause: 'http_status', http_status: 503 });
    expect(await rows(db, sql`select status from incidents`)).toEqual([{ status: 'open' }]);
  });

  test('says nothing of the target while the prober itself has no network', async ({ db }) => {
    const tenant = await seedTenant(db);
    const id = await seedMonitor(db, tenant, { url, failureThreshold: 1 });
    await db.execute(sql`insert into regions (code, last_seen_at, sighted_at) values ('local', now(), now())
      on conflict (code) do update set sighted_at = now()`);
    // Port 1 of this machine: nothing listens there.
    const targets = [{ host: '127.0.0.1', port: 1 }];
    const logger = createLogger('test', { level: 'silent' });
    const lookout = new Lookout({ db, logger, region: 'local', targets });
    status = 503;
    const view = await runMonitor({ ...tenant.ctx, db }, { id }, { ...prober, lookout });
    status = 200;
    expect(view).toMatchObject({ result: 'unknown', error: lostNetwork });
    expect(await rows(db, sql`select status from incidents`)).toEqual([]);
  });

  test('is refused of a paused monitor, and from a region it is not checked from', async ({ db }) => {
    const tenant = await seedTenant(db);
    const ctx = { ...tenant.ctx, db };
    const id = await seedMonitor(db, tenant, { url });
    await expect(runMonitor(ctx, { id }, { ...prober, region: 'far' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await pauseMonitor(ctx, { id });
    await expect(runMonitor(ctx, { id }, prober)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('bulk', () => {
  test('pauses and deletes all of them or none', async ({ db }) => {
    const tenant = await seedTenant(db);
    const other = await seedTenant(db);
    const ctx = { ...tenant.ctx, db };
    const ids = [await seedMonitor(db, tenant), await seedMonitor(db, tenant)];
    const foreign = await seedMonitor(db, other);
    await expect(bulkMonitors(ctx, { ids: [...ids, foreign], action: 'pause' })).rejects.toMatchObject({
      code: 'not_found',
      errors: [{ pointer: '/ids/2' }],
    });
    expect(await bulkMonitors(ctx, { ids, action: 'pause' })).toEqual({ action: 'pause', ids, changed: 2 });
    expect(await bulkMonitors(ctx, { ids, action: 'pause' })).toMatchObject({ changed: 0 });
    expect(await bulkMonitors(ctx, { ids, action: 'resume' })).toMatchObject({ changed: 2 });
    expect(await bulkMonitors(ctx, { ids, action: 'delete' })).toMatchObject({ changed: 2 });
    expect(await rows(db, sql`select count(*)::int as n from monitors`)).toEqual([{ n: 1 }]);
  });
});

describe('reading', () => {
  test('checks with their evidence, a page at a time', async ({ db }) => {
    const tenant = await seedTenant(db);
    const monitor_id = await seedMonitor(db, tenant);
    const ctx = { ...tenant.ctx, db };
    for (const result of ['up', 'down', 'up'] as const) {
      await db.execute(sql`update check_results set scheduled_at = scheduled_at - interval '1 minute'`);
      await db.execute(sql`update check_evidence set scheduled_at = scheduled_at - interval '1 minute'`);
      await check(db, result);
    }
    const first = await listChecks(ctx, { monitor_id, limit: 2 });
    expect(first.data.map(({ result }) => result)).toEqual(['up', 'down']);
    const second = await listChecks(ctx, { monitor_id, limit: 2, cursor: first.page.next_cursor ?? '' });
    expect(second).toMatchObject({ data: [{ result: 'up' }], page: { has_more: false } });
    expect(await listChecks(ctx, { monitor_id, result: 'down' })).toMatchObject({
      data: [{ cause: 'http_status', dns_ms: null, total_ms: 0.35 }],
    });
    const failed = first.data[1];
    const seen = await getCheckEvidence(ctx, {
      monitor_id,
      scheduled_at: failed?.scheduled_at,
      region: 'local',
    });
    expect(seen.evidence).toMatchObject({
      headers: [['content-type', 'text/plain']],
      body: 'Broken "again" \\ {} 😀',
    });
    expect(seen.check.id).toBe(failed?.id);
    await expect(listChecks(ctx, { monitor_id, from: '0000-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(listChecks(ctx, { monitor_id, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('uptime, downtime and spans tell one story', async ({ db }) => {
    const tenant = await seedTenant(db);
    const monitor_id = await seedMonitor(db, tenant, { failureThreshold: 1 });
    await check(db, 'down');
    await db.execute(sql`update monitors set created_at = now() - interval '2 hours'`);
    await db.execute(sql`update spans set started_at = now() - interval '1 hour'`);
    await check(db, 'up');
    await db.execute(sql`update check_schedules set covered_until_at = now() + interval '1 hour'`);
    const ctx = await nowOf(db, tenant.ctx);
    expect(await getUptime(ctx, { monitor_id, days: 1 })).toMatchObject({
      uptime_ratio: 0,
      coverage_ratio: 0.5,
      downtime_seconds: 3600,
      incidents: 1,
      longest_outage_seconds: 3600,
      mttr_seconds: 3600,
    });
    const { data } = await listDowntime(ctx, { monitor_id, days: 1 });
    expect(data).toMatchObject([{ region: 'local', cause: 'http_status' }]);
    expect(await getLastDowntime(ctx, { monitor_id })).toEqual(data[0]);
    expect(
      (await listSpans(ctx, { monitor_id })).data.map(({ state, ended_at }) => [state, ended_at === null]),
    ).toEqual([
      ['down', false],
      ['up', true],
    ]);
    expect(await getDashboardSummary(ctx, {})).toMatchObject({
      monitors: { up: 1, down: 0 },
      open_incidents: 0,
      uptime_24h: { uptime_ratio: 0 },
    });
  });

  test('a monitor nobody checks any more is unknown, not up', async ({ db }) => {
    const tenant = await seedTenant(db);
    const monitor_id = await seedMonitor(db, tenant);
    await check(db, 'up');
    await db.execute(sql`update monitors set created_at = now() - interval '2 hours'`);
    await db.execute(sql`update spans set started_at = now() - interval '2 hours'`);
    await db.execute(sql`update check_schedules set covered_until_at = now() - interval '1 hour'`);
    const ctx = await nowOf(db, tenant.ctx);
    expect(await getUptime(ctx, { monitor_id, days: 1 })).toMatchObject({
      uptime_ratio: 1,
      coverage_ratio: 0.499999,
    });
    expect((await listSpans(ctx, { monitor_id })).data.map(({ state }) => state)).toEqual(['up', 'unknown']);
    expect(await getLastDowntime(ctx, { monitor_id })).toBeNull();
  });

  test('response times of a day come from raw checks', async ({ db }) => {
    const tenant = await seedTenant(db);
    const monitor_id = await seedMonitor(db, tenant);
    await check(db, 'up');
    const ctx = await nowOf(db, tenant.ctx);
    const { summary, buckets } = await getResponseTimes(ctx, { monitor_id, days: 1 });
    expect(summary).toEqual({
      min_ms: 0.35,
      p50_ms: 0.35,
      p95_ms: 0.35,
      p99_ms: 0.35,
      max_ms: 0.35,
      checks: 1,
      failures: 0,
    });
    expect(buckets).toHaveLength(1);
    expect((await getResponseTimes(ctx, { monitor_id, days: 7 })).summary).toEqual(summary);
    expect((await getResponseTimes(ctx, { monitor_id, days: 365 })).summary).toEqual(summary);
  });
});

const readers = { listChecks, getResponseTimes, getUptime, listDowntime, getLastDowntime, listSpans };
const writers = { pauseMonitor, resumeMonitor, runMonitor };

test('another tenant finds nothing, and a viewer may look but not touch', async ({ db }) => {
  const tenant = await seedTenant(db);
  const id = await seedMonitor(db, tenant);
  const other = await createTenant(db, 'Other');
  for (const [name, verb] of Object.entries(readers)) {
    await expect(verb({ ...other.ctx, db }, { monitor_id: id }), name).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      verb(withApiKey({ ...tenant, ctx: { ...tenant.ctx, db } }, ['write']), { monitor_id: id }),
      name,
    ).rejects.toMatchObject({ code: 'forbidden' });
    await verb({ ...withRole(tenant, 'viewer'), db }, { monitor_id: id });
  }
  for (const [name, verb] of Object.entries(writers)) {
    await expect(verb({ ...other.ctx, db }, { id }), name).rejects.toMatchObject({ code: 'not_found' });
    await expect(verb({ ...withRole(tenant, 'viewer'), db }, { id }), name).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
  await expect(
    bulkMonitors({ ...withRole(tenant, 'viewer'), db }, { ids: [id], action: 'delete' }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  const limited = withApiKey(
    { ...tenant, ctx: { ...tenant.ctx, db } },
    ['read', 'write'],
    (await seedTenant(db)).projectId,
  );
  await expect(pauseMonitor(limited, { id })).rejects.toMatchObject({ code: 'not_found' });
  await expect(bulkMonitors(limited, { ids: [id], action: 'pause' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
