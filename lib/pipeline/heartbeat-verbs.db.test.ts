import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, type Tenant, withRole } from '@/db/testing/tenants';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { updateMonitor } from '@/lib/monitors/update-monitor';
import { beatService } from '@/lib/pipeline/beat-service';
import { bulkMonitors } from '@/lib/pipeline/bulk-monitors';
import { createByPing } from '@/lib/pipeline/create-by-ping';
import { seedMonitor, seedTenant } from '@/lib/pipeline/internal/testing';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import { resumeMonitor } from '@/lib/pipeline/resume-monitor';
import { sweepHeartbeats } from '@/lib/pipeline/sweep-heartbeats';
import {
  deadlineInSeconds,
  expectDeadlineIn,
  expectOneStory,
  letPass,
  letPassAtWork,
  pingBySlug,
  pingOf,
  record,
  seedHeartbeat,
  spansOf,
  statusOf,
  toldOf,
} from '@/lib/pipeline/testing/heartbeat-story';

const audited = async (db: Db, action: string) =>
  (await db.execute<{ n: number }>(sql`select count(*)::int as n from audit_log where action = ${action}`))[0]
    ?.n;
const noneOverdue = { overdue: 0, down: 0, deliveries: 0 };

describe('pausing a heartbeat', () => {
  test('ends an open incident without calling it recovered, once', async ({ db }) => {
    const tenant = await seedTenant(db);
    const backup = await seedHeartbeat(db, tenant);
    await record(db, [pingOf(backup, { action: 'fail' })]);
    await letPass(db, 60);
    const ctx = { ...tenant.ctx, db };
    const view = await pauseMonitor(ctx, { id: backup.id });
    expect(view).toMatchObject({
      status: 'paused',
      paused: true,
      incident_id: null,
      heartbeat: { state: 'paused', expected_at: null, deadline_at: null },
    });
    await pauseMonitor(ctx, { id: backup.id });
    expect(await audited(db, 'monitor.paused')).toBe(1);
    expect(await db.execute(sql`select body from incident_events where type = 'resolved'`)).toEqual([
      { body: 'Monitoring was paused. Whether the target has recovered is not known.' },
    ]);
    expect(await toldOf(db, backup)).toBe('opened, resolved');
    expect(await spansOf(db, backup)).toBe('down, paused…');
    await expectOneStory(db);
  });

  test('nothing is overdue then, and what had been is not told', async ({ db }) => {
    const tenant = await seedTenant(db);
    const backup = await seedHeartbeat(db, tenant);
    await record(db, [pingOf(backup)]);
    await letPass(db, 500);
    await pauseMonitor({ ...tenant.ctx, db }, { id: backup.id });
    await letPass(db, 5000);
    expect(await sweepHeartbeats(db)).toEqual(noneOverdue);
    expect(await spansOf(db, backup)).toBe('up, unknown, paused…');
    await expectOneStory(db);
  });
});

describe('resuming a heartbeat', () => {
  test('it waits for its next ping, as if it were new', async ({ db }) => {
    const tenant = await seedTenant(db);
    const backup = await seedHeartbeat(db, tenant, { spec: { manual_resume: true } });
    const ctx = { ...tenant.ctx, db };
    await record(db, [pingOf(backup)]);
    await letPass(db, 60);
    await pauseMonitor(ctx, { id: backup.id });
    await letPass(db, 60);
    expect(await resumeMonitor(ctx, { id: backup.id })).toMatchObject({
      status: 'pending',
      paused: false,
      heartbeat: { state: 'new', deadline_at: null, ping_count: 1 },
    });
    await expectOneStory(db);
    await letPass(db, 100_000);
    expect(await sweepHeartbeats(db)).toEqual(noneOverdue);
    expect((await record(db, [pingOf(backup)])).outcomes).toEqual(['recorded']);
    expect(await spansOf(db, backup)).toBe('up, paused, unknown, up…');
    expect(await toldOf(db, backup)).toBe('');
    await expectOneStory(db);
  });

  test('one that is not paused is a conflict, and stays as it is', async ({ db }) => {
    const tenant = await seedTenant(db);
    const ctx = { ...tenant.ctx, db };
    const [fresh, up, down] = [
      await seedHeartbeat(db, tenant),
      await seedHeartbeat(db, tenant),
      await seedHeartbeat(db, tenant),
    ];
    await record(db, [pingOf(up), pingOf(down, { action: 'fail' })]);
    for (const { id } of [fresh, up, down]) {
      await expect(resumeMonitor(ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await Promise.all([fresh, up, down].map((one) => statusOf(db, one)))).toEqual([
      'new',
      'up',
      'down',
    ]);
    await expectOneStory(db);
  });

  test('is for those who may write, of their own', async ({ db }) => {
    const tenant = await seedTenant(db);
    const { id } = await seedHeartbeat(db, tenant);
    const other = await createTenant(db, 'Other');
    for (const verb of [pauseMonitor, resumeMonitor]) {
      await expect(verb({ ...withRole(tenant, 'viewer'), db }, { id })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(verb({ ...other.ctx, db }, { id })).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

test('many at once: whatever is so already is skipped, of heartbeats as of the others', async ({ db }) => {
  const tenant = await seedTenant(db);
  const ctx = { ...tenant.ctx, db };
  const [up, down, fresh] = [
    await seedHeartbeat(db, tenant),
    await seedHeartbeat(db, tenant),
    await seedHeartbeat(db, tenant),
  ];
  await record(db, [pingOf(up), pingOf(down, { action: 'fail' })]);
  await letPass(db, 60);
  const http = await seedMonitor(db, tenant);
  const ids = [up.id, down.id, fresh.id, http];
  await pauseMonitor(ctx, { id: up.id });
  expect(await bulkMonitors(ctx, { ids, action: 'pause' })).toMatchObject({ changed: 3 });
  expect(await bulkMonitors(ctx, { ids, action: 'pause' })).toMatchObject({ changed: 0 });
  await expectOneStory(db);
  await record(db, [pingOf(up)]);
  expect(await bulkMonitors(ctx, { ids, action: 'resume' })).toMatchObject({ changed: 3 });
  expect(await Promise.all([up, down, fresh].map((one) => statusOf(db, one)))).toEqual(['up', 'new', 'new']);
  expect(await bulkMonitors(ctx, { ids, action: 'resume' })).toMatchObject({ changed: 0 });
  await expectOneStory(db);
  expect(await bulkMonitors(ctx, { ids, action: 'delete' })).toMatchObject({ changed: 4 });
  expect([...(await db.execute(sql`select 1 from heartbeats`))]).toEqual([]);
});

describe('editing a heartbeat', () => {
  const every = (seconds: number, grace = 60) => ({
    spec: { schedule: { kind: 'period', period_seconds: seconds }, grace_seconds: grace },
  });

  test('its deadline follows from its last ping', async ({ db }) => {
    const tenant = await seedTenant(db);
    const { id, ...backup } = await seedHeartbeat(db, tenant);
    await record(db, [pingOf(backup)]);
    await letPass(db, 100);
    await updateMonitor({ ...tenant.ctx, db }, { id, ...every(3600, 120) });
    await expectDeadlineIn(db, { id, ...backup }, 3620);
  });

  test('one that would be overdue by it has its time from now on: an edit is no outage', async ({ db }) => {
    const tenant = await seedTenant(db);
    const { id, ...backup } = await seedHeartbeat(db, tenant, every(86_400));
    await record(db, [pingOf(backup)]);
    await letPass(db, 40_000);
    await updateMonitor({ ...tenant.ctx, db }, { id, ...every(60) });
    await expectDeadlineIn(db, { id, ...backup }, 120);
    expect(await sweepHeartbeats(db)).toEqual(noneOverdue);
    await letPass(db, 121);
    expect(await sweepHeartbeats(db)).toMatchObject({ down: 1 });
    await expectOneStory(db);
  });

  test('a new name neither gives time nor takes it away', async ({ db }) => {
    const tenant = await seedTenant(db);
    const ctx = { ...tenant.ctx, db };
    const [late, forgiven] = [await seedHeartbeat(db, tenant, every(640)), await seedHeartbeat(db, tenant)];
    await beatService(db, { part: 'receiver', instance: 'a', beatMs: null });
    await record(db, [pingOf(late), pingOf(forgiven)]);
    await letPassAtWork(db, 62);
    await letPass(db, 600);
    const { outage } = await beatService(db, { part: 'receiver', instance: 'a', beatMs: null });
    expect(outage?.forgiven).toBe(2);
    const before = await Promise.all([late, forgiven].map((one) => deadlineInSeconds(db, one)));
    for (const { id } of [late, forgiven]) await updateMonitor(ctx, { id, name: 'Renamed', tags: ['a'] });
    const after = await Promise.all([late, forgiven].map((one) => deadlineInSeconds(db, one)));
    after.forEach((seconds, index) => {
      expect(Math.abs((before[index] ?? 0) - (seconds ?? 0))).toBeLessThan(5);
    });
    const { id } = await seedHeartbeat(db, tenant);
    expect(await updateMonitor(ctx, { id, name: 'Renamed' })).toMatchObject({ heartbeat: { state: 'new' } });
  });

  test('one that is down or paused stays so', async ({ db }) => {
    const tenant = await seedTenant(db);
    const ctx = { ...tenant.ctx, db };
    const [down, paused] = [await seedHeartbeat(db, tenant), await seedHeartbeat(db, tenant)];
    await record(db, [pingOf(down, { action: 'fail' }), pingOf(paused)]);
    await letPass(db, 10);
    await pauseMonitor(ctx, { id: paused.id });
    for (const { id } of [down, paused]) await updateMonitor(ctx, { id, failure_threshold: 3, ...every(60) });
    expect([await statusOf(db, down), await statusOf(db, paused)]).toEqual(['down', 'paused']);
    await expectOneStory(db);
  });
});

describe('a first ping that makes its heartbeat', () => {
  const settings = { schedule: { kind: 'period' as const, period_seconds: 900 }, graceSeconds: 120 };
  const target = (tenant: Tenant, slug: string) => ({ pingKey: tenant.projectId.slice(4, 26), slug });

  test('is one however many come at once', async () => {
    const { db, close } = await freshDatabase({ max: 10 });
    const tenant = await seedTenant(db);
    const other = await seedTenant(db);
    const made = await Promise.all(
      Array.from({ length: 20 }, () => createByPing(db, target(tenant, 'nightly_dump'), settings)),
    );
    expect(made.filter((one) => one === 'created')).toHaveLength(1);
    expect(made.filter((one) => one === 'exists')).toHaveLength(19);
    expect(await createByPing(db, target(other, 'nightly_dump'), settings)).toBe('created');
    const pings = Array.from({ length: 20 }, () => record(db, [pingBySlug(tenant, 'nightly_dump')]));
    expect((await Promise.all(pings)).map(({ outcomes }) => outcomes[0])).toEqual(Array(20).fill('recorded'));
    await expectOneStory(db);
    await close();
  });

  test('it has the settings it came with, and stands in the audit log', async ({ db }) => {
    const tenant = await seedTenant(db);
    expect(await createByPing(db, target(tenant, 'job'), { ...settings, maxRunSeconds: 300 })).toBe(
      'created',
    );
    const [stored] = await db.query.monitors.findMany();
    expect(await getMonitor({ ...tenant.ctx, db }, { id: stored?.id })).toMatchObject({
      name: 'job',
      slug: 'job',
      failure_threshold: 1,
      spec: { schedule: settings.schedule, grace_seconds: 120, max_run_seconds: 300 },
      heartbeat: { state: 'new' },
    });
    expect(await audited(db, 'monitor.created')).toBe(1);
  });

  test('of an unknown key makes nothing', async ({ db }) => {
    const tenant = await seedTenant(db);
    const wrong = { pingKey: 'x'.repeat(22), slug: 'job' };
    expect(await createByPing(db, wrong, settings)).toBe('not_found');
    expect(await createByPing(db, target(tenant, 'job'), settings)).toBe('created');
    expect(await createByPing(db, target(tenant, 'job'), settings)).toBe('exists');
    expect(await db.query.monitors.findMany()).toHaveLength(1);
  });
});

test('pauses, resumes, edits, pings and detectors at once leave one story', async () => {
  const { db, close } = await freshDatabase({ max: 10 });
  const tenant = await seedTenant(db);
  const ctx = { ...tenant.ctx, db };
  const beats = [
    await seedHeartbeat(db, tenant),
    await seedHeartbeat(db, tenant),
    await seedHeartbeat(db, tenant),
  ];
  const ids = beats.map(({ id }) => id);
  for (let round = 0; round < 20; round += 1) {
    const action = round % 2 === 0 ? 'pause' : 'resume';
    const kind = round % 3 === 0 ? 'fail' : 'success';
    await Promise.all([
      record(
        db,
        beats.map((beat) => pingOf(beat, { action: kind })),
      ),
      bulkMonitors(ctx, { ids, action }),
      record(
        db,
        beats.toReversed().map((beat) => pingOf(beat)),
      ),
      updateMonitor(ctx, { id: ids[round % 3], spec: { grace_seconds: 60 + round } }),
      sweepHeartbeats(db),
    ]);
    await expectOneStory(db);
    await letPass(db, 200);
  }
  await close();
});
