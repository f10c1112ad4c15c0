import { eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { incidents } from '@/db/schema/incidents';
import { monitorStates, monitors } from '@/db/schema/monitors';
import { pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { pageComponents, pageMarks, statusPages } from '@/db/schema/status-pages';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import type { Ctx } from '@/lib/access/context';
import { newId } from '@/lib/core/ids';
import type { IncidentEvidence } from '@/lib/incidents/schema';

export type TestPage = { id: string; components: string[]; monitors: string[] };

/** A published page with two monitors on it and one subscriber to all of it. */
export async function addPage(
  db: Db,
  { organizationId, projectId }: Tenant,
  extra: Partial<typeof statusPages.$inferInsert> = {},
): Promise<TestPage> {
  const id = newId('pag');
  const page = { id, organizationId, projectId, slug: id.slice(4), name: 'Acme', isPublished: true };
  await db.insert(statusPages).values({ ...page, ...extra });
  const found: TestPage = { id, components: [], monitors: [] };
  for (const [position, name] of ['Checkout API', 'Login'].entries()) {
    const [monitorId, componentId] = [newId('mon'), newId('cmp')];
    await db.insert(monitors).values({
      id: monitorId,
      organizationId,
      projectId,
      name: 'https://secret.example.com/health',
      type: 'http',
      spec: {},
      intervalSeconds: 60,
      timeoutMs: 1000,
      failureThreshold: 1,
      recoveryThreshold: 1,
      regions: ['local'],
    });
    await db.insert(monitorStates).values({ monitorId, organizationId, state: 'up', sinceAt: new Date() });
    await db
      .insert(pageComponents)
      .values({ id: componentId, organizationId, pageId: id, kind: 'monitor', monitorId, name, position });
    found.components.push(componentId);
    found.monitors.push(monitorId);
  }
  await db.insert(subscribers).values({
    organizationId,
    pageId: id,
    kind: 'email',
    address: `${id}@example.com`,
    locale: 'en',
    confirmedAt: new Date(),
  });
  return found;
}

export type PageWorld = { tenant: Tenant; ctx: Ctx; page: TestPage };

/** A tenant with one such page; `after`: minutes after which an outage publishes itself. */
export async function openWorld(
  db: Db,
  after: number | null = null,
  extra: Parameters<typeof addPage>[2] = {},
): Promise<PageWorld> {
  const tenant = await createTenant(db);
  const page = await addPage(db, tenant, { settings: { publish_after_minutes: after }, ...extra });
  return { tenant, page, ctx: { ...tenant.ctx, now: new Date() } };
}

/** One of the page's monitors has an outage. */
export function down({ tenant, page }: PageWorld, db: Db, index = 0, minutesAgo = 1): Promise<string> {
  return addOutage(db, tenant, page.monitors[index] ?? '', { minutesAgo });
}

/** As inputs say times. */
export function inMinutes(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

/** An outage that a monitor's checks have opened, so many minutes ago by the database's clock. */
export async function addOutage(
  db: Db,
  { organizationId, projectId }: Tenant,
  monitorId: string,
  { minutesAgo = 1, evidence = serverError }: { minutesAgo?: number; evidence?: IncidentEvidence } = {},
): Promise<string> {
  const id = newId('inc');
  const at = sql`now() - make_interval(mins => ${minutesAgo})`;
  await db.insert(incidents).values({
    id,
    organizationId,
    projectId,
    monitorId,
    status: 'open',
    title: 'https://secret.example.com/health is down: it answers with status 503',
    cause: 'http_status',
    evidence,
    openedAt: at,
    downSinceAt: at,
  });
  await db.update(monitorStates).set({ state: 'down' }).where(eq(monitorStates.monitorId, monitorId));
  return id;
}

export async function endOutage(db: Db, id: string): Promise<void> {
  await db.update(incidents).set({ status: 'resolved', resolvedAt: sql`now()` }).where(eq(incidents.id, id));
}

const timings = { total_ms: 12, dns_ms: 1, connect_ms: 1, tls_ms: 1, wait_ms: 8, transfer_ms: 1 };
const serverError: IncidentEvidence = {
  heartbeat: null,
  regions: [
    {
      region: 'local',
      scheduled_at: '2026-03-04T05:00:00.000Z',
      result: 'down',
      cause: 'http_status',
      error: 'unexpected status 503 from 10.0.0.7',
      http_status: 503,
      attempts: 1,
      ...timings,
      response: {
        url: 'https://secret.example.com/health?token=hunter2',
        redirects: [],
        remote_address: '10.0.0.7',
        headers: [['x-secret', 'hunter2']],
        body: 'stack trace hunter2',
        body_truncated: false,
      },
    },
  ],
};

export async function incidentsOf(db: Db, pageId: string) {
  return db.select().from(pageIncidents).where(eq(pageIncidents.pageId, pageId)).orderBy(pageIncidents.id);
}

/** The first one first. */
export async function updatesOf(db: Db, pageIncidentId: string) {
  return db
    .select()
    .from(pageIncidentUpdates)
    .where(eq(pageIncidentUpdates.pageIncidentId, pageIncidentId))
    .orderBy(pageIncidentUpdates.createdAt, pageIncidentUpdates.id);
}

/** How many messages wait for the one subscriber of a page. */
export async function countQueued(db: Db, pageId: string): Promise<number> {
  const rows = await db
    .select({ id: pageNotifications.id })
    .from(pageNotifications)
    .innerJoin(subscribers, eq(subscribers.id, pageNotifications.subscriberId))
    .where(eq(subscribers.pageId, pageId));
  return rows.length;
}

export async function countMarks(db: Db, pageId: string): Promise<number> {
  return (await db.select().from(pageMarks).where(eq(pageMarks.pageId, pageId))).length;
}

/** As if so many minutes had passed: everything lies so much earlier. */
export async function pass(db: Db, minutes: number): Promise<void> {
  const earlier = (column: string) =>
    sql.raw(`${column} = ${column} - make_interval(secs => ${Math.round(minutes * 60)})`);
  const shift = (table: string, columns: readonly string[]) =>
    db.execute(sql`update ${sql.raw(table)} set ${sql.join(columns.map(earlier), sql`, `)}`);
  await shift('incidents', ['opened_at', 'down_since_at', 'resolved_at']);
  await shift('page_incidents', [
    ...['published_at', 'publish_at', 'started_at', 'monitoring_at', 'resolved_at'],
    ...['scheduled_for', 'scheduled_until', 'created_at', 'updated_at'],
  ]);
  await shift('page_incident_updates', ['display_at', 'created_at']);
  await shift('maintenance_windows', ['starts_at', 'ends_at']);
  await shift('maintenances', ['starts_at', 'ends_at']);
}
