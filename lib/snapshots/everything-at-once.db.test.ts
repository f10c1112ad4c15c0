import { isDeepStrictEqual } from 'node:util';
import { eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { incidents } from '@/db/schema/incidents';
import { pageIncidents } from '@/db/schema/page-incidents';
import { pageComponents, pageMarks, statusPages } from '@/db/schema/status-pages';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { addUp, comeBack, goDown } from '@/lib/alerting/testing/policy-world';
import { toUuid } from '@/lib/core/ids';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { addPageIncidentUpdate } from '@/lib/page-incidents/add-page-incident-update';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { createPageMaintenance } from '@/lib/page-incidents/create-page-maintenance';
import { deletePageIncident } from '@/lib/page-incidents/delete-page-incident';
import { discardPageIncident } from '@/lib/page-incidents/discard-page-incident';
import { publishPageIncident } from '@/lib/page-incidents/publish-page-incident';
import { turnPageIncidents } from '@/lib/page-incidents/turn-page-incidents';
import { plainBytes } from '@/lib/snapshots/answer-document';
import { dataDocuments } from '@/lib/snapshots/data-documents';
import { loadPageFacts } from '@/lib/snapshots/load-page-facts';
import { findDocument } from '@/lib/snapshots/load-snapshots';
import { makeDocuments } from '@/lib/snapshots/make-documents';
import { makeManifest } from '@/lib/snapshots/make-manifest';
import { badgeFactsOf } from '@/lib/snapshots/rules/page-badges';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { type PageMaker, PageTurner } from '@/lib/snapshots/turn-due-pages';
import type { SnapshotInput } from '@/lib/snapshots/write-snapshot';
import { createPageComponent } from '@/lib/status-pages/create-page-component';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { deletePageComponent } from '@/lib/status-pages/delete-page-component';
import { deleteStatusPage } from '@/lib/status-pages/delete-status-page';
import { orderPageComponents } from '@/lib/status-pages/order-page-components';
import { updateStatusPage } from '@/lib/status-pages/update-status-page';
import { deleteSubscriber } from '@/lib/subscribers/delete-subscriber';
import { signSubscription } from '@/lib/subscribers/internal/subscription-token';
import { endSubscription } from '@/lib/subscribers/manage-subscription';
import { sendPageNotifications } from '@/lib/subscribers/send-page-notifications';
import { testNotifierDeps, testSigner } from '@/lib/subscribers/testing/deps';

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];
/** What may be answered to whoever comes too late, or finds nothing. */
const lateCodes: readonly unknown[] = ['not_found', 'conflict', 'invalid'];
/** The monitor of a test's own outage, or the page of its own subscriber, went in the same moment. */
const isGone = (text: string) => text.startsWith('23503');

class Faults {
  readonly found: string[] = [];

  async of(work: () => Promise<unknown>): Promise<void> {
    await work().catch((error: unknown) => this.note(error));
  }

  note(error: unknown): void {
    if (error instanceof Error && 'code' in error && lateCodes.includes(error.code)) return;
    const text = codeOf(error);
    if (!isGone(text)) this.found.push(text);
  }
}

function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return `${at.code} ${at.message}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const makePage: PageMaker = async (db, pageId) => {
  const facts = await loadPageFacts(db, pageId);
  if (facts === null) return null;
  const view = viewPage(facts);
  const manifest = await makeManifest(db, facts);
  if (manifest === null) return null;
  const make: SnapshotInput['makeDocuments'] = async (order) => ({
    badges: badgeFactsOf(view),
    ...(await makeDocuments(dataDocuments(view), order)),
  });
  return { manifest, makeDocuments: make, builtAtMs: facts.builtAtMs, renderer: 'test' };
};

/** `done`: which of the deeds have ever been possible. */
type World = { db: Db; tenant: Tenant; faults: Faults; done: Set<number>; deeds: number };

async function addPage({ db, tenant }: World, monitorIds: readonly string[]): Promise<void> {
  const page = await createStatusPage(tenant.ctx, {
    project_id: tenant.projectId,
    name: 'Acme',
    is_published: true,
    settings: { publish_after_minutes: 0 },
    monitor_ids: [...monitorIds],
  });
  const { organizationId } = tenant;
  const common = { organizationId, pageId: page.id, kind: 'email' as const, locale: 'en' as const };
  for (const name of ['ada', 'eve', 'bob']) {
    await db
      .insert(subscribers)
      .values({ ...common, address: `${name}@${page.slug}.test`, confirmedAt: new Date() });
  }
}

/** As the pipeline does it: the lives of several monitors go on in one statement each. */
async function changeSpans(db: Db, tenant: Tenant, monitorIds: readonly string[]): Promise<void> {
  const ids = [...monitorIds].sort();
  if (ids.length === 0) return;
  await db.transaction(async (tx) => {
    const held = await tx.execute<{ id: string }>(sql`select id from monitors
      where id = any(${`{${ids.map(toUuid).join(',')}}`}::text::uuid[]) order by id for key share`);
    const wanted = held.map(({ id }) => id);
    await tx.execute(sql`select 1 from monitor_states
      where monitor_id = any(${`{${wanted.join(',')}}`}::text::uuid[]) order by monitor_id for update`);
    await tx.execute(sql`update spans set ended_at = clock_timestamp()
      where ended_at is null and monitor_id = any(${`{${wanted.join(',')}}`}::text::uuid[])`);
    await tx.execute(sql`insert into spans (id, organization_id, monitor_id, state, started_at, reason)
      select gen_random_uuid(), ${toUuid(tenant.organizationId)}::uuid, id, ${pick(['up', 'down', 'degraded'])}, clock_timestamp(), '{}'
      from unnest(${`{${wanted.join(',')}}`}::text::uuid[]) as id on conflict do nothing`);
  });
}

/** As in the pipeline, no state changes without a span: that is what pages hear of. */
async function fail({ db, tenant }: World, monitorIds: readonly string[]): Promise<void> {
  await goDown(db, tenant, monitorIds).finally(() => changeSpans(db, tenant, monitorIds));
}

async function recover({ db, tenant }: World, incidentIds: readonly string[]): Promise<void> {
  const rows = await db
    .select()
    .from(incidents)
    .where(inArray(incidents.id, [...incidentIds]));
  const monitorIds = rows.flatMap(({ monitorId }) => monitorId ?? []);
  await comeBack(db, incidentIds).finally(() => changeSpans(db, tenant, monitorIds));
}

async function anyOf<T>(rows: Promise<T[]>): Promise<T | undefined> {
  return pick(await rows);
}

async function disturb(world: World, rounds: number): Promise<void> {
  const { db, tenant, faults } = world;
  const { ctx } = tenant;
  const now = () => ({ ...ctx, now: new Date() });
  const anyPage = () => anyOf(db.select().from(statusPages));
  const anyIncident = async () => {
    const row = await anyOf(db.select().from(pageIncidents));
    return { page_id: row?.pageId ?? '', id: row?.id ?? '', row };
  };
  const anyComponents = async (pageId: string, count: number) => {
    if (pageId === '') return [];
    const rows = await db.select().from(pageComponents).where(eq(pageComponents.pageId, pageId));
    return rows.sort(() => Math.random() - 0.5).slice(0, count);
  };
  const openOnes = async () =>
    (
      await db
        .select()
        .from(incidents)
        .where(inArray(incidents.status, ['open', 'acknowledged']))
    )
      .map(({ id }) => id)
      .sort(() => Math.random() - 0.5);
  const monitorsOf = async (count: number) =>
    (
      await db
        .select({ id: pageComponents.monitorId })
        .from(pageComponents)
        .where(isNotNull(pageComponents.monitorId))
    )
      .flatMap(({ id }) => id ?? [])
      .sort(() => Math.random() - 0.5)
      .slice(0, count);
  const deeds: (() => Promise<unknown>)[] = [
    async () => fail(world, await monitorsOf(3)),
    async () => fail(world, await monitorsOf(1)),
    async () => recover(world, (await openOnes()).slice(0, 3)),
    async () => recover(world, (await openOnes()).slice(0, 1)),
    async () => changeSpans(db, tenant, await monitorsOf(4)),
    async () => changeSpans(db, tenant, await monitorsOf(2)),
    async () => {
      const { row, ...ref } = await anyIncident();
      const components = (await anyComponents(ref.page_id, 3)).filter(({ kind }) => kind !== 'group');
      const statuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
      await addPageIncidentUpdate(now(), {
        ...ref,
        status: row?.kind === 'maintenance' ? 'completed' : pick(statuses),
        body: 'More of it',
        components: components.map(({ id }) => ({
          component_id: id,
          status: pick(['operational', 'major_outage']),
        })),
      });
    },
    async () => {
      const page = await anyPage();
      const components = (await anyComponents(page?.id ?? '', 3)).filter(({ kind }) => kind !== 'group');
      await createPageIncident(now(), {
        page_id: page?.id,
        title: 'Said by people',
        body: 'We look',
        components: components.map(({ id }) => ({ component_id: id, status: 'partial_outage' })),
        incident_ids: (await openOnes()).slice(0, 2),
      });
    },
    async () => {
      const page = await anyPage();
      const at = Date.now();
      await createPageMaintenance(now(), {
        page_id: page?.id,
        title: 'Upgrade',
        body: 'Soon',
        component_ids: (await anyComponents(page?.id ?? '', 2))
          .filter(({ kind }) => kind !== 'group')
          .map(({ id }) => id),
        scheduled_for: new Date(at + 200).toISOString(),
        scheduled_until: new Date(at + 1500).toISOString(),
      });
    },
    async () => {
      const { row: _, ...ref } = await anyIncident();
      await publishPageIncident(now(), ref);
    },
    async () => {
      const { row: _, ...ref } = await anyIncident();
      await (pick([discardPageIncident, deletePageIncident]) ?? deletePageIncident)(now(), ref);
    },
    async () => {
      const page_id = (await anyPage())?.id ?? '';
      const order = (await anyComponents(page_id, 1000)).map(({ id }) => ({ id, children: [] }));
      await orderPageComponents(now(), { page_id, order });
    },
    async () => {
      const page_id = (await anyPage())?.id;
      await createPageComponent(now(), { page_id, kind: 'monitor', monitor_id: await addUp(db, tenant) });
    },
    async () => {
      const page_id = (await anyPage())?.id ?? '';
      await deletePageComponent(now(), { page_id, id: (await anyComponents(page_id, 1))[0]?.id });
    },
    async () => {
      const page = await anyPage();
      await updateStatusPage(now(), { id: page?.id, is_published: Math.random() < 0.8 });
    },
    async () => deleteMonitor(now(), { id: (await monitorsOf(1))[0] }),
    async () => {
      const row = await anyOf(db.select().from(subscribers));
      if (row === undefined || Math.random() < 0.7) return;
      if (Math.random() < 0.5) await deleteSubscriber(now(), { page_id: row.pageId, id: row.id });
      else
        await endSubscription({ db, signer: testSigner, now: new Date() }, signSubscription(testSigner, row));
    },
    async () => {
      if (Math.random() < 0.3) await deleteStatusPage(now(), { id: (await anyPage())?.id });
      await addPage(world, await monitorsOf(4));
    },
  ];
  for (let round = 0; round < rounds; round += 1) {
    const index = Math.floor(Math.random() * deeds.length);
    await faults.of(async () => {
      await deeds[index]?.();
      world.done.add(index);
    });
  }
  world.deeds = deeds.length;
}

test('outages, people, the worker, senders and deletions at once: no deadlock, and in the end each page says what is so', {
  timeout: 120_000,
}, async () => {
  const { db, close } = await freshDatabase({ max: 14 });
  const tenant = await createTenant(db);
  const faults = new Faults();
  const world: World = { db, tenant, faults, done: new Set(), deeds: 0 };
  const note = (about: { err?: unknown }) => {
    if (about.err !== undefined) faults.note(about.err);
  };
  const logger = pino({ level: 'silent' });
  logger.error = note as typeof logger.error;
  logger.warn = note as typeof logger.warn;
  for (let n = 0; n < 3; n += 1) {
    await addPage(world, [await addUp(db, tenant), await addUp(db, tenant), await addUp(db, tenant)]);
  }
  let isOver = false;
  const loop = async (work: () => Promise<unknown>) => {
    while (!isOver) await faults.of(work);
  };
  const turnerOf = () => new PageTurner({ db, logger, makePage, monotonicMs: () => performance.now() });
  const [one, other] = [turnerOf(), turnerOf()];
  const loops = [
    loop(() => turnPageIncidents(db)),
    loop(() => turnPageIncidents(db)),
    loop(() => one.look()),
    loop(() => other.look()),
    loop(() => sendPageNotifications({ ...testNotifierDeps(db), logger })),
    loop(() => sendPageNotifications({ ...testNotifierDeps(db), logger })),
  ];
  await Promise.all([disturb(world, 50), disturb(world, 50), disturb(world, 50), disturb(world, 50)]);
  isOver = true;
  await Promise.all(loops);
  expect(faults.found.slice(0, 5)).toEqual([]);
  expect(world.done.size).toBeGreaterThan(world.deeds - 3);

  const open = await db
    .select()
    .from(incidents)
    .where(inArray(incidents.status, ['open', 'acknowledged']));
  await recover(
    world,
    open.map(({ id }) => id),
  );
  await db.execute(sql`update page_incidents set scheduled_for = now() - interval '2 hours',
    scheduled_until = now() - interval '1 hour' where kind = 'maintenance' and resolved_at is null`);
  // A look takes what it can in its time, and leaves the rest to the next.
  const finished = { incidents: 0, notifications: 0, marks: 0, strays: 0 };
  for (let look = 0; look < 20 && !isDeepStrictEqual(await unfinished(db), finished); look += 1) {
    await turnPageIncidents(db);
    await db.execute(
      sql`update page_notifications set next_attempt_at = now() where next_attempt_at is not null`,
    );
    await sendPageNotifications({ ...testNotifierDeps(db), logger });
    await one.look();
  }
  expect(await unfinished(db)).toEqual(finished);
  expect(await untrue(db)).toEqual([]);
  await close();
});

async function unfinished(db: Db) {
  const count = async (query: ReturnType<typeof sql>) => (await db.execute<{ n: number }>(query))[0]?.n;
  return {
    // What nobody has taken over ends with its outages; maintenance ends by its time.
    incidents:
      await count(sql`select count(*)::int as n from page_incidents p join status_pages g on g.id = p.page_id
      where g.is_published and p.resolved_at is null and p.discarded_at is null
        and (p.kind = 'maintenance' and p.published_at is not null or p.origin = 'outage' and not p.is_taken)`),
    notifications: await db.$count(
      pageNotifications,
      inArray(pageNotifications.status, ['pending', 'sending']),
    ),
    marks: await db.$count(pageMarks),
    strays:
      await count(sql`select count(*)::int as n from page_snapshots s left join status_pages p on p.id = s.page_id
      where p.id is null or not p.is_published`),
  };
}

/** Published pages whose finished summary is another one than what the database says now. */
async function untrue(db: Db): Promise<string[]> {
  const found: string[] = [];
  for (const { id, isPublished, slug } of await db.select().from(statusPages)) {
    if (!isPublished) continue;
    const facts = await loadPageFacts(db, id);
    const plan =
      facts === null
        ? undefined
        : dataDocuments(viewPage(facts)).find(({ path }) => path === 'api/v2/summary.json');
    const stored = await findDocument(db, id, 'api/v2/summary.json');
    const wanted = plan === undefined ? undefined : String((await plan.make()).body);
    if (stored === null || plainBytes(stored).toString() !== wanted) found.push(slug);
  }
  return found;
}
