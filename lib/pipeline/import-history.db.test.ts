import { describe, expect } from 'vitest';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant, withRole } from '@/db/testing/tenants';
import { listIncidents } from '@/lib/incidents/list-incidents';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { importHistory } from '@/lib/pipeline/import-history';
import { getUptime } from '@/lib/spans/get-uptime';

const hourMs = 3_600_000;

async function prepare(tenant: Tenant) {
  // Close to the database's own clock: by it the coverage of the last span is reckoned.
  const ctx = { ...tenant.ctx, now: new Date() };
  const monitor = await createMonitor(ctx, {
    project_id: tenant.projectId,
    name: 'Website',
    type: 'http',
    spec: { url: 'https://example.com/' },
  });
  const before = (hours: number) => new Date(ctx.now.getTime() - hours * hourMs).toISOString();
  const input = {
    monitor_id: monitor.id,
    note: 'Moved from elsewhere.',
    started_at: before(10),
    checks: [
      { at: before(9), result: 'up', cause: null, error: null, http_status: 200, wait_ms: 80 },
      {
        at: before(5),
        result: 'down',
        cause: 'timeout',
        error: 'No answer.',
        http_status: null,
        wait_ms: 10_000,
      },
    ],
    outages: [{ started_at: before(5), ended_at: before(4), cause: 'timeout', error: 'No answer.' }],
    unwatched: [{ started_at: before(3), ended_at: before(2) }],
  };
  return { ctx, monitor, input };
}

describe('importHistory', () => {
  test('gives a new monitor a past: uptime, coverage and a resolved incident follow from it', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    const { ctx, monitor, input } = await prepare(tenant);
    expect(await importHistory(ctx, input)).toEqual({ spans: 5, checks: 2 });
    expect((await getMonitor(ctx, { id: monitor.id })).status).toBe('up');
    const uptime = await getUptime(ctx, { monitor_id: monitor.id, days: 1 });
    expect(uptime).toMatchObject({ downtime_seconds: 3600, incidents: 1 });
    expect(uptime.uptime_ratio).toBeCloseTo(8 / 9, 3);
    expect(uptime.coverage_ratio).toBeCloseTo(0.9, 3);
    const incidents = await listIncidents(ctx, { monitor_id: monitor.id });
    expect(incidents.data).toMatchObject([{ status: 'resolved', cause: 'timeout' }]);
  });

  test('nobody is told of what is over', async ({ db }) => {
    const tenant = await createTenant(db);
    const { ctx, input } = await prepare(tenant);
    await importHistory(ctx, input);
    expect(await db.query.deliveries.findMany()).toEqual([]);
  });

  test('a monitor with a past is not given another', async ({ db }) => {
    const tenant = await createTenant(db);
    const { ctx, input } = await prepare(tenant);
    await importHistory(ctx, input);
    await expect(importHistory(ctx, input)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('viewers and other tenants may not', async ({ db }) => {
    const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const { input } = await prepare(tenant);
    await expect(importHistory(withRole(tenant, 'viewer'), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(importHistory(other.ctx, input)).rejects.toMatchObject({ code: 'not_found' });
  });
});
