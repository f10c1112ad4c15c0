import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { channels } from '@/db/schema/alerting';
import { checkResults } from '@/db/schema/checks';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant, withApiKey } from '@/db/testing/tenants';
import { addEmail } from '@/lib/alerting/testing/world';
import { runBacktest } from '@/lib/backtests/run-backtest';
import { backtestView } from '@/lib/backtests/schema';
import { ensurePartitionsOf } from '@/lib/checks/ensure-partitions';
import { newId } from '@/lib/core/ids';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { createPolicy } from '@/lib/policies/create-policy';
import type { CheckResult } from '@/lib/probing/constants';

const minuteMs = 60_000;

async function makeMonitor(tenant: Tenant, name = 'API'): Promise<string> {
  const { id } = await createMonitor(tenant.ctx, {
    project_id: tenant.projectId,
    type: 'http',
    name,
    spec: { url: 'https://api.example.com/' },
    interval_seconds: 60,
  });
  return id;
}

/** `.` up, `x` down, `~` slow: one check a minute, the last one a minute ago. */
async function store(db: Db, { ctx }: Tenant, monitorId: string, story: string): Promise<void> {
  const results: Record<string, CheckResult> = { '.': 'up', x: 'down', '~': 'up' };
  const startMs = ctx.now.getTime() - story.length * minuteMs;
  const rows = [...story].map((sign, index) => {
    const at = new Date(startMs + index * minuteMs);
    return {
      monitorId,
      scheduledAt: at,
      startedAt: at,
      totalUs: sign === '~' ? 3_000_000 : 100_000,
      attempts: 1,
      result: results[sign] ?? 'up',
      region: 'local',
    };
  });
  await ensurePartitionsOf(db, [
    ...new Set(rows.map(({ scheduledAt }) => scheduledAt.toISOString().slice(0, 10))),
  ]);
  await db.insert(checkResults).values(rows);
}

describe('runBacktest', () => {
  test('counts incidents and alerts as they stand and as they would be', async ({ db }) => {
    const tenant = await createTenant(db);
    await addEmail(tenant);
    const id = await makeMonitor(tenant);
    await store(db, tenant, id, '..xx..x...xxx...xx......');
    const view = await runBacktest(tenant.ctx, { monitor_ids: [id], days: 2, failure_threshold: 3 });
    expect(backtestView.parse(view)).toEqual(view);
    expect(view.checks).toBe(24);
    expect(view.as_is).toMatchObject({ incidents: 3, alerts: 6, downtime_seconds: 7 * 60 });
    expect(view.tried).toMatchObject({ incidents: 1, alerts: 2, downtime_seconds: 3 * 60 });
    expect(view.alerts.map(({ transition, told }) => [transition, told])).toEqual([
      ['resolved', ['ops@example.com']],
      ['opened', ['ops@example.com']],
    ]);
  });

  test('tries a policy that is saved, or one that is not', async ({ db }) => {
    const tenant = await createTenant(db);
    const first = await addEmail(tenant, 'first@example.com');
    const second = await addEmail(tenant, 'second@example.com');
    const id = await makeMonitor(tenant);
    await store(db, tenant, id, `..${'x'.repeat(20)}....`);
    const steps = [
      { after_minutes: 0, channel_ids: [first.id] },
      { after_minutes: 10, channel_ids: [second.id] },
    ];
    const tried = { steps, repeat_minutes: 5, repeat_max: 1 };
    const unsaved = await runBacktest(tenant.ctx, { monitor_ids: [id], policy: tried });
    expect(unsaved.as_is.alerts).toBe(4);
    // Opened, escalated, one reminder to both, resolved to both.
    expect(unsaved.tried).toMatchObject({ alerts: 6, escalations: 1 });
    const { id: policyId } = await createPolicy(tenant.ctx, {
      project_id: tenant.projectId,
      name: 'Steps',
      ...tried,
    });
    const saved = await runBacktest(tenant.ctx, { monitor_ids: [id], policy_id: policyId });
    expect(saved.tried).toEqual(unsaved.tried);
    expect(saved.alerts).toEqual(unsaved.alerts);
  });

  test('writes nothing and tells nobody', async ({ db }) => {
    const tenant = await createTenant(db);
    await addEmail(tenant);
    const id = await makeMonitor(tenant);
    await store(db, tenant, id, '..xxxx..');
    const before = await db.select().from(channels);
    await runBacktest(tenant.ctx, { project_id: tenant.projectId });
    await runBacktest(tenant.ctx, { project_id: tenant.projectId });
    expect(await db.select().from(channels)).toEqual(before);
  });

  test('leaves out jobs, and says so; what was slow is measured by the new limit', async ({ db }) => {
    const tenant = await createTenant(db);
    const job = await createMonitor(tenant.ctx, {
      project_id: tenant.projectId,
      type: 'heartbeat',
      name: 'Backup',
      spec: { schedule: { kind: 'period', period_seconds: 3600 } },
    });
    const id = await makeMonitor(tenant);
    await store(db, tenant, id, '..~~~..');
    const view = await runBacktest(tenant.ctx, { project_id: tenant.projectId, degraded_after_ms: 2000 });
    expect(view.left_out).toEqual([{ id: job.id, name: 'Backup' }]);
    expect([view.as_is.degraded_seconds, view.tried.degraded_seconds]).toEqual([0, 180]);
  });

  test('another tenant’s monitor, policy or project is not found; a key that only pings may not', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const id = await makeMonitor(tenant);
    const foreign = await makeMonitor(other);
    const policy = await createPolicy(other.ctx, {
      project_id: other.projectId,
      name: 'Theirs',
      steps: [{ after_minutes: 0, all_channels: true }],
    });
    for (const input of [
      { monitor_ids: [id, foreign] },
      { monitor_ids: [id], policy_id: policy.id },
      { monitor_ids: [newId('mon')] },
    ]) {
      await expect(runBacktest(tenant.ctx, input)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await runBacktest(tenant.ctx, { project_id: other.projectId })).monitors).toEqual([]);
    const pinging = withApiKey(tenant, ['ping']);
    await expect(runBacktest(pinging, { monitor_ids: [id] })).rejects.toMatchObject({ code: 'forbidden' });
    const limited = withApiKey(tenant, ['read'], newId('prj'));
    await expect(runBacktest(limited, { monitor_ids: [id] })).rejects.toMatchObject({ code: 'not_found' });
    await expect(runBacktest(tenant.ctx, {})).rejects.toMatchObject({ code: 'invalid' });
  });
});
