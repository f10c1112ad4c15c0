import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '@/db/client';
import { rollupHours } from '@/db/schema/checks';
import { pageDomains } from '@/db/schema/domains';
import { checkSchedules, monitorStates, monitors } from '@/db/schema/monitors';
import { pageIncidentComponents, pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { spans } from '@/db/schema/spans';
import { pageComponents, statusPages } from '@/db/schema/status-pages';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { addMonitor } from '@/lib/alerting/testing/world';
import { newId } from '@/lib/core/ids';
import { loadPageFacts } from '@/lib/snapshots/load-page-facts';
import { previewPageFacts } from '@/lib/snapshots/preview-page-facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';

const hourMs = 3_600_000;

async function addPage(db: Db, { organizationId, projectId }: Tenant, slug = 'acme'): Promise<string> {
  const id = newId('pag');
  await db.insert(statusPages).values({ id, organizationId, projectId, slug, name: 'Acme' });
  return id;
}

async function addComponent(
  db: Db,
  tenant: Tenant,
  pageId: string,
  values: Partial<typeof pageComponents.$inferInsert> = {},
): Promise<string> {
  const id = newId('cmp');
  const { organizationId } = tenant;
  await db
    .insert(pageComponents)
    .values({ id, organizationId, pageId, kind: 'monitor', name: 'Site', position: 0, ...values });
  return id;
}

async function databaseNowMs(db: Db): Promise<number> {
  const [row] = await db.execute<{ ms: number }>(
    sql`select round(date_part('epoch', now()) * 1000)::float8 as ms`,
  );
  return row?.ms ?? 0;
}

/** Up, then down for an hour until now; vouched for until a minute from now. */
async function addWatched(db: Db, tenant: Tenant, nowMs: number): Promise<string> {
  const monitorId = await addMonitor(db, tenant);
  const { organizationId } = tenant;
  const at = (hours: number) => new Date(nowMs + hours * hourMs);
  await db
    .update(monitors)
    .set({ createdAt: at(-100) })
    .where(eq(monitors.id, monitorId));
  const span = { organizationId, monitorId, cause: null, reason: {} };
  await db.insert(spans).values([
    { ...span, state: 'up', startedAt: at(-24 * 200), endedAt: at(-24 * 150) },
    { ...span, state: 'degraded', startedAt: at(-24 * 150), endedAt: at(-24 * 80) },
    { ...span, state: 'up', startedAt: at(-24 * 80), endedAt: at(-1) },
    { ...span, state: 'down', startedAt: at(-1), endedAt: null },
  ]);
  await db.insert(checkSchedules).values({
    monitorId,
    organizationId,
    region: 'local',
    scheduledAt: at(0),
    lastCheckedAt: at(-0.01),
    coveredUntilAt: at(0.1),
  });
  return monitorId;
}

test('a page is read with all it is made of, at one instant', async ({ db }) => {
  const tenant = await createTenant(db);
  const nowMs = await databaseNowMs(db);
  const pageId = await addPage(db, tenant);
  const group = await addComponent(db, tenant, pageId, { kind: 'group', name: 'API', position: 1 });
  const monitorId = await addWatched(db, tenant, nowMs);
  const hourAtMs = Math.floor(nowMs / hourMs) * hourMs - 2 * hourMs;
  const bucket = {
    monitorId,
    bucketAt: new Date(hourAtMs),
    up: 1,
    degraded: 0,
    down: 0,
    unknown: 0,
    sumUs: 0,
  };
  await db.insert(rollupHours).values([
    { ...bucket, region: 'a', histogram: [63, 5] },
    { ...bucket, region: 'b', histogram: [40, 10] },
  ]);
  await addComponent(db, tenant, pageId, { monitorId, groupId: group, showsResponseTimes: true });
  await addComponent(db, tenant, pageId, { kind: 'static', name: 'Support', manualStatus: 'operational' });

  const facts = await loadPageFacts(db, pageId);
  expect(facts).toMatchObject({
    page: {
      id: pageId,
      url: 'http://localhost:3000/status/acme',
      settings: { shows_uptime: true },
      files: [],
    },
    builtAtMs: nowMs,
    checkedAtMs: nowMs - 36_000,
    components: [
      { name: 'Support', monitor: null, manualStatus: 'operational', responseTimes: null },
      { name: 'API', kind: 'group' },
      {
        groupId: group,
        monitor: {
          status: 'down',
          watchedFromMs: nowMs - 24 * 200 * hourMs,
          intervals: [
            { state: 'degraded', fromMs: nowMs - 24 * 150 * hourMs },
            { state: 'up', toMs: nowMs - hourMs },
            { state: 'down', toMs: nowMs },
          ],
        },
      },
    ],
  });
  expect(facts?.components[2]?.responseTimes).toHaveLength(24);
  expect(facts?.components[2]?.responseTimes?.filter(({ ms }) => ms !== null)).toEqual([
    { atMs: hourAtMs, ms: 0.04 },
  ]);
  expect(await loadPageFacts(db, newId('pag'))).toBeNull();
});

test('a proven domain is where a page is, and one that is only claimed is not', async ({ db }) => {
  const tenant = await createTenant(db);
  const pageId = await addPage(db, tenant);
  const domain = { organizationId: tenant.organizationId, pageId, nextCheckAt: new Date() };
  await db.insert(pageDomains).values({ ...domain, hostname: 'claimed.example.com' });
  expect((await loadPageFacts(db, pageId))?.page.url).toBe('http://localhost:3000/status/acme');
  await db.insert(pageDomains).values({ ...domain, hostname: 'status.example.com', verifiedAt: new Date() });
  expect((await loadPageFacts(db, pageId))?.page.url).toBe('https://status.example.com');
});

test.each([
  ['paused', { pausedAt: new Date() }, {}, {}],
  ['maintenance', {}, { inMaintenance: true }, {}],
  ['pending', {}, { state: 'pending' as const }, {}],
  ['unknown', {}, {}, { coveredUntilAt: new Date(0) }],
  ['down', {}, {}, {}],
])(
  'a monitor that is %s is told so, and its time as it is known',
  async (status, monitor, state, schedule) => {
    const database = await freshDatabase();
    try {
      const { db } = database;
      const tenant = await createTenant(db);
      const pageId = await addPage(db, tenant);
      const monitorId = await addWatched(db, tenant, Date.now());
      if (Object.keys(monitor).length > 0) await db.update(monitors).set(monitor);
      if (Object.keys(state).length > 0) await db.update(monitorStates).set(state);
      if (Object.keys(schedule).length > 0) await db.update(checkSchedules).set(schedule);
      await addComponent(db, tenant, pageId, { monitorId });
      const facts = await loadPageFacts(db, pageId);
      const read = facts?.components[0]?.monitor;
      expect(read?.status).toBe(status);
      expect(read?.intervals.at(-1)).toMatchObject({
        state: status === 'unknown' ? 'unknown' : 'down',
        toMs: facts?.builtAtMs,
      });
    } finally {
      await database.close();
    }
  },
);

test('only what is published is read, with its updates newest first', async ({ db }) => {
  const tenant = await createTenant(db);
  const { organizationId, ctx } = tenant;
  const pageId = await addPage(db, tenant);
  const component = await addComponent(db, tenant, pageId, { kind: 'static', manualStatus: 'operational' });
  const createdBy = { kind: 'system' as const, id: 'test', name: 'Test' };
  const common = {
    organizationId,
    pageId,
    kind: 'incident' as const,
    origin: 'person' as const,
    status: 'investigating' as const,
    impact: 'major' as const,
    startedAt: ctx.now,
    createdBy,
  };
  const id = newId('pin');
  await db.insert(pageIncidents).values([
    { ...common, id, title: 'told', publishedAt: ctx.now },
    { ...common, title: 'draft' },
    { ...common, title: 'unwanted', discardedAt: ctx.now },
    { ...common, title: 'over', publishedAt: ctx.now, startedAt: new Date(0), resolvedAt: ctx.now },
  ]);
  await db
    .insert(pageIncidentComponents)
    .values({ pageIncidentId: id, componentId: component, status: 'major_outage' });
  const update = {
    organizationId,
    pageIncidentId: id,
    status: 'investigating' as const,
    isNotifying: true,
    createdBy,
  };
  await db.insert(pageIncidentUpdates).values([
    { ...update, body: 'first', displayAt: ctx.now },
    { ...update, body: 'second', displayAt: new Date(ctx.now.getTime() + 1) },
  ]);
  const facts = await loadPageFacts(db, pageId);
  expect(facts?.incidents.map(({ title }) => title)).toEqual(['told', 'over']);
  expect(facts?.incidents[0]).toMatchObject({
    components: [{ componentId: component, status: 'major_outage' }],
    updates: [{ body: 'second' }, { body: 'first' }],
  });
});

test('editors see a page with what they have not saved, and nothing is written', async ({ db }) => {
  const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
  const page_id = await addPage(db, tenant);
  const draft = { name: 'Better', default_locale: 'de' as const, branding: { accent: '#123456' } };
  const facts = await previewPageFacts(tenant.ctx, { page_id, draft });
  expect(facts.page).toMatchObject({
    name: 'Better',
    description: '',
    defaultLocale: 'de',
    locales: ['de', 'en'],
    branding: { accent: '#123456', theme: 'auto' },
  });
  expect((await loadPageFacts(db, page_id))?.page.name).toBe('Acme');
  for (const ctx of [withRole(tenant, 'viewer'), withApiKey(tenant, ['read'])]) {
    await expect(previewPageFacts(ctx, { page_id, draft })).rejects.toMatchObject({ code: 'forbidden' });
  }
  await expect(previewPageFacts(other.ctx, { page_id, draft })).rejects.toMatchObject({ code: 'not_found' });
  const hostile = { branding: { accent: 'red;}' } };
  await expect(previewPageFacts(tenant.ctx, { page_id, draft: hostile })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('500 components with 90 busy days are read and reckoned soon', async () => {
  const database = await freshDatabase();
  try {
    const { db } = database;
    const tenant = await createTenant(db);
    const pageId = await addPage(db, tenant);
    await addMonitor(db, tenant);
    await db.execute(sql`
      insert into monitors (id, organization_id, project_id, name, type, spec, interval_seconds, timeout_ms,
        failure_threshold, recovery_threshold, regions, severity, created_at, updated_at)
      select gen_random_uuid(), m.organization_id, m.project_id, 'm' || n, m.type, m.spec, 60, 1000, 1, 1, m.regions,
        m.severity, now() - interval '100 days', now()
      from monitors m, generate_series(1, 499) n`);
    await db.execute(sql`
      insert into monitor_states (monitor_id, organization_id, state, since_at)
      select id, organization_id, 'up', now() from monitors on conflict do nothing`);
    await db.execute(sql`
      insert into spans (id, organization_id, monitor_id, state, started_at, ended_at, reason)
      select gen_random_uuid(), m.organization_id, m.id, case when n % 2 = 0 then 'up' else 'down' end,
        now() - make_interval(hours => n * 9), now() - make_interval(hours => (n - 1) * 9), '{}'
      from monitors m, generate_series(1, 260) n`);
    await db.execute(sql`
      insert into page_components (id, organization_id, page_id, kind, monitor_id, name, position, created_at, updated_at)
      select gen_random_uuid(), organization_id, (select id from status_pages), 'monitor', id, name, 0, now(), now()
      from monitors`);
    await db.execute(sql`analyze`);
    const startedMs = performance.now();
    const facts = await loadPageFacts(db, pageId);
    if (facts === null) throw new Error('no page');
    const view = viewPage(facts);
    expect(view.components).toHaveLength(500);
    expect(view.components[7]?.uptime?.ratio).toBeCloseTo(0.5, 1);
    expect(performance.now() - startedMs).toBeLessThan(5000);
  } finally {
    await database.close();
  }
});
