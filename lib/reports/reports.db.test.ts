import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '@/db/client';
import { channels, deliveries, reports } from '@/db/schema/alerting';
import { rollupHours } from '@/db/schema/checks';
import { monitors } from '@/db/schema/monitors';
import { spans } from '@/db/schema/spans';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { addEmail, addMonitor, addWebhook } from '@/lib/alerting/testing/world';
import { newId } from '@/lib/core/ids';
import type { ReportMessage } from '@/lib/notifiers/rules/message';
import { createReport } from '@/lib/reports/create-report';
import { deleteReport } from '@/lib/reports/delete-report';
import { getReport } from '@/lib/reports/get-report';
import { listReports } from '@/lib/reports/list-reports';
import { previewReport } from '@/lib/reports/preview-report';
import { lastPeriod } from '@/lib/reports/rules/report-times';
import { sendReportNow } from '@/lib/reports/send-report-now';
import { updateReport } from '@/lib/reports/update-report';
import { writeDueReports } from '@/lib/reports/write-due-reports';

async function addReport(tenant: Tenant, more: Record<string, unknown> = {}) {
  const channel = await addEmail(tenant);
  const input = { project_id: tenant.projectId, cadence: 'daily', channel_ids: [channel.id], ...more };
  return { channel, report: await createReport(tenant.ctx, input) };
}

/** As if its time had come so long ago. */
async function makeDue(db: Db, ago = '1 minute'): Promise<void> {
  await db.update(reports).set({ nextAt: sql`now() - ${ago}::interval` });
}

const told = (db: Db) => db.select().from(deliveries).where(eq(deliveries.transition, 'report'));

test('is made, changed and deleted by who may, and is nothing to anybody else', async ({ db }) => {
  const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
  const { channel, report } = await addReport(tenant, { time_zone: 'europe/berlin', hour: 7 });
  expect(report).toMatchObject({
    time_zone: 'Europe/Berlin',
    next_at: '2026-03-04T06:00:00.000Z',
    last_at: null,
  });
  const { id } = report;
  expect(await getReport(withRole(tenant, 'viewer'), { id })).toEqual(report);
  expect((await listReports(tenant.ctx, {})).data).toEqual([report]);
  expect((await listReports(other.ctx, {})).data).toEqual([]);

  const moved = await updateReport(tenant.ctx, { id, cadence: 'weekly', hour: 9 });
  expect(moved.next_at).toBe('2026-03-09T08:00:00.000Z');
  expect((await updateReport(tenant.ctx, { id, enabled: false })).next_at).toBeNull();

  const theirs = await addEmail(other);
  const hook = await addWebhook(tenant, 'https://hooks.example.com/x');
  for (const channelId of [theirs.id, hook.id, newId('chn')]) {
    const change = { id, channel_ids: [channel.id, channelId] };
    await expect(updateReport(tenant.ctx, change)).rejects.toMatchObject({ code: 'invalid' });
  }
  const writes = [updateReport, deleteReport, sendReportNow];
  for (const verb of writes) {
    await expect(verb(withRole(tenant, 'viewer'), { id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(verb(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = withApiKey(tenant, ['read', 'write'], newId('prj'));
    await expect(verb(elsewhere, { id })).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(getReport(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
  const foreign = { project_id: tenant.projectId, cadence: 'daily' };
  await expect(previewReport(other.ctx, foreign)).rejects.toMatchObject({ code: 'not_found' });
  const stolen = { ...foreign, channel_ids: [theirs.id] };
  await expect(createReport(other.ctx, stolen)).rejects.toMatchObject({ code: 'not_found' });

  await deleteReport(tenant.ctx, { id });
  await expect(deleteReport(tenant.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
});

test('says what was measured: uptime, coverage, outages and the p95 of the period', async ({ db }) => {
  const tenant = await createTenant(db);
  const { organizationId, projectId, ctx } = tenant;
  const monitorId = await addMonitor(db, tenant);
  const { fromMs, toMs } = lastPeriod({ cadence: 'daily', timeZone: 'UTC' }, ctx.now.getTime());
  const at = (hours: number) => new Date(fromMs + hours * 3_600_000);
  await db.update(monitors).set({ createdAt: at(-100) });
  const span = { organizationId, monitorId, cause: null, reason: {} };
  await db.insert(spans).values([
    { ...span, state: 'up', startedAt: at(-100), endedAt: at(6) },
    { ...span, state: 'down', startedAt: at(6), endedAt: at(9) },
    { ...span, state: 'up', startedAt: at(9), endedAt: at(18) },
    { ...span, state: 'unknown', startedAt: at(18), endedAt: null },
  ]);
  const hour = { monitorId, up: 0, degraded: 0, down: 0, unknown: 0, sumUs: 0 };
  await db.insert(rollupHours).values([
    { ...hour, bucketAt: at(1), region: 'a', histogram: [40, 90] },
    { ...hour, bucketAt: at(1), region: 'b', histogram: [40, 5, 50, 5] },
    { ...hour, bucketAt: at(24), region: 'a', histogram: [63, 1000] },
  ]);
  const figures = await previewReport(ctx, { project_id: projectId, cadence: 'daily' });
  expect(figures).toMatchObject({
    headline: 'Daily summary: Website, 83.33 % up',
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    uptime: 0.833333,
    coverage: 0.75,
    downtime_seconds: 3 * 3600,
    incidents: 1,
    open_incidents: 0,
    mttr_seconds: 3 * 3600,
    monitors: [{ id: monitorId, incidents: 1, p95_ms: 0.04 }],
  });
  expect(await told(db)).toEqual([]);
});

test('what is due is told once, by whichever of two that look at once', async () => {
  const database = await freshDatabase({ max: 6 });
  try {
    const { db } = database;
    const tenant = await createTenant(db);
    const { channel, report } = await addReport(tenant, { cadence: 'weekly' });
    const off = await addEmail(tenant, 'off@example.com');
    await db.update(channels).set({ enabled: false }).where(eq(channels.id, off.id));
    await updateReport(tenant.ctx, { id: report.id, channel_ids: [channel.id, off.id] });
    await makeDue(db, '1 hour');
    const runs = await Promise.all([writeDueReports(db), writeDueReports(db), writeDueReports(db)]);
    expect(runs.map((run) => run.reports).sort()).toEqual([0, 0, 1]);
    const [delivery, ...others] = await told(db);
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({ channelId: channel.id, status: 'pending', incidentId: null });
    expect(delivery?.message).toMatchObject({
      kind: 'report',
      cadence: 'weekly',
    } satisfies Partial<ReportMessage>);
    const after = await getReport(tenant.ctx, { id: report.id });
    expect(Date.parse(after.next_at ?? '')).toBeGreaterThan(Date.now());
    expect(after.last_at).not.toBeNull();
    expect(await writeDueReports(db)).toEqual({ reports: 0, deliveries: 0 });
  } finally {
    await database.close();
  }
});

test('whoever dies in the middle has told nothing, and the next one tells it; one that fails holds up no other', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const { report } = await addReport(tenant);
  const { report: second } = await addReport(tenant, { hour: 9 });
  await makeDue(db);
  // The next time cannot be written: everything else of this report has been.
  await db.execute(sql`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'killed'; end $$`);
  await db.execute(sql`create trigger refuse before update of last_at on reports for each row
    when (old.hour = 8) execute function refuse()`);
  await expect(writeDueReports(db)).rejects.toThrow();
  expect(await told(db)).toHaveLength(1);
  expect((await getReport(tenant.ctx, { id: report.id })).last_at).toBeNull();
  expect((await getReport(tenant.ctx, { id: second.id })).last_at).not.toBeNull();
  await db.execute(sql`drop trigger refuse on reports`);
  expect(await writeDueReports(db)).toEqual({ reports: 1, deliveries: 1 });
  expect(await told(db)).toHaveLength(2);
});

test('after ten days away one report is told, of the last period, and one without readers is only moved on', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const { channel, report } = await addReport(tenant, { hour: 0 });
  await makeDue(db, '10 days');
  expect(await writeDueReports(db)).toEqual({ reports: 1, deliveries: 1 });
  const [delivery] = await told(db);
  const message = delivery?.message as ReportMessage | undefined;
  const { fromMs } = lastPeriod({ cadence: 'daily', timeZone: 'UTC' }, Date.now());
  expect(message?.from).toBe(new Date(fromMs).toISOString());

  await db.update(channels).set({ enabled: false }).where(eq(channels.id, channel.id));
  await makeDue(db);
  expect(await writeDueReports(db)).toEqual({ reports: 1, deliveries: 0 });
  const after = await getReport(tenant.ctx, { id: report.id });
  expect(Date.parse(after.next_at ?? '')).toBeGreaterThan(Date.now());
});

test('can be sent at once, as often as asked, and its next time stays', async ({ db }) => {
  const tenant = await createTenant(db);
  const { channel, report } = await addReport(tenant);
  const { id } = report;
  const sent = await sendReportNow(tenant.ctx, { id });
  expect(sent.delivery_ids).toHaveLength(1);
  await sendReportNow(tenant.ctx, { id });
  expect(await told(db)).toHaveLength(2);
  expect(await getReport(tenant.ctx, { id })).toEqual(report);
  await db.update(channels).set({ enabled: false }).where(eq(channels.id, channel.id));
  await expect(sendReportNow(tenant.ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
});
