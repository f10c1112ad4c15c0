import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { monitorStates, monitors } from '@/db/schema/monitors';
import { pageComponents } from '@/db/schema/status-pages';
import { freshDatabase, test } from '@/db/testing/database';
import { addPageIncidentUpdate } from '@/lib/page-incidents/add-page-incident-update';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { deletePageIncident } from '@/lib/page-incidents/delete-page-incident';
import { discardPageIncident } from '@/lib/page-incidents/discard-page-incident';
import { publishPageIncident } from '@/lib/page-incidents/publish-page-incident';
import {
  addOutage,
  addPage,
  countMarks,
  countQueued,
  down,
  endOutage,
  incidentsOf,
  openWorld,
  pass,
  type TestPage,
  updatesOf,
} from '@/lib/page-incidents/testing/page-world';
import { turnPageIncidents } from '@/lib/page-incidents/turn-page-incidents';
import { updatePageIncident } from '@/lib/page-incidents/update-page-incident';

async function only(db: Db, page: TestPage) {
  const rows = await incidentsOf(db, page.id);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (row === undefined) throw new Error('no incident');
  return row;
}

describe('an outage', () => {
  test('makes one draft, in plain words, that nobody is told of', async ({ db }) => {
    const world = await openWorld(db);
    await down(world, db);
    expect(await turnPageIncidents(db)).toEqual({ changed: 1 });
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    const draft = await only(db, world.page);
    expect(draft).toMatchObject({
      origin: 'outage',
      title: 'Problems with Checkout API',
      impact: 'critical',
      publishedAt: null,
      publishAt: null,
      isTaken: false,
    });
    const [first] = await updatesOf(db, draft.id);
    expect(first?.body).toContain('We see errors (HTTP 503) from Checkout API since');
    expect(JSON.stringify([draft, first])).not.toMatch(/secret|hunter2|10\.0\.0\.7|https?:/);
    expect([await countMarks(db, world.page.id), await countQueued(db, world.page.id)]).toEqual([0, 0]);
  });

  test.for<[string, Record<string, unknown>]>([
    ['is not published', { isPublished: false }],
    ['wants no drafts', { settings: { drafts_incidents: false } }],
  ])('makes none on a page that %s', async ([, extra], { db }) => {
    const world = await openWorld(db, null, extra);
    await down(world, db);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  });

  test('makes none while its monitor is under maintenance, and one when it is not any more', async ({
    db,
  }) => {
    const world = await openWorld(db);
    await down(world, db);
    await db.update(monitorStates).set({ inMaintenance: true });
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    await db.update(monitorStates).set({ inMaintenance: false });
    expect(await turnPageIncidents(db)).toEqual({ changed: 1 });
  });

  test('is told in the language of the page', async ({ db }) => {
    const world = await openWorld(db, null, { defaultLocale: 'de', locales: ['de', 'en'] });
    await down(world, db);
    await turnPageIncidents(db);
    expect((await only(db, world.page)).title).toBe('Probleme bei Checkout API');
  });

  test('is told on every page that shows its monitor', async ({ db }) => {
    const world = await openWorld(db);
    const other = await addPage(db, world.tenant);
    await db
      .update(pageComponents)
      .set({ monitorId: world.page.monitors[0] ?? '' })
      .where(eq(pageComponents.id, other.components[0] ?? ''));
    await down(world, db);
    expect(await turnPageIncidents(db)).toEqual({ changed: 2 });
    await only(db, world.page);
    await only(db, other);
  });

  test('that was discarded is not drafted again, nor one whose incident was deleted', async ({ db }) => {
    const world = await openWorld(db);
    const { ctx, page } = world;
    await down(world, db);
    await turnPageIncidents(db);
    const draft = await only(db, page);
    await discardPageIncident(ctx, { page_id: page.id, id: draft.id });
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    await pass(db, 30);
    await down(world, db, 1);
    await turnPageIncidents(db);
    const second = (await incidentsOf(db, page.id)).find(({ discardedAt }) => discardedAt === null);
    const ref = { page_id: page.id, id: second?.id ?? '' };
    await publishPageIncident(ctx, ref);
    await deletePageIncident(ctx, ref);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    expect(await countQueued(db, page.id)).toBe(0);
  });

  test('leaves nothing where its monitor is deleted', async ({ db }) => {
    const world = await openWorld(db);
    await down(world, db);
    await turnPageIncidents(db);
    await db.delete(monitors).where(eq(monitors.id, world.page.monitors[0] ?? ''));
    await turnPageIncidents(db);
    expect((await only(db, world.page)).discardedAt).not.toBeNull();
  });
});

describe('another outage', () => {
  test('within ten minutes joins the draft', async ({ db }) => {
    const world = await openWorld(db);
    await down(world, db);
    await turnPageIncidents(db);
    await pass(db, 8);
    await down(world, db, 1);
    await turnPageIncidents(db);
    const draft = await only(db, world.page);
    expect(draft.title).toBe('Problems with Checkout API and Login');
    const updates = await updatesOf(db, draft.id);
    expect(updates).toHaveLength(1);
    expect(updates[0]?.affected.map(({ name }) => name).sort()).toEqual(['Checkout API', 'Login']);
  });

  test('joins what was published, and subscribers hear what is affected now', async ({ db }) => {
    const world = await openWorld(db, 0);
    await down(world, db);
    await turnPageIncidents(db);
    await pass(db, 3);
    await down(world, db, 1);
    await turnPageIncidents(db);
    const incident = await only(db, world.page);
    const updates = await updatesOf(db, incident.id);
    expect(updates.map(({ body }) => body)).toEqual([
      expect.stringContaining('Checkout API'),
      expect.stringContaining('Affected now: Checkout API and Login.'),
    ]);
    expect(await countQueued(db, world.page.id)).toBe(2);
  });

  test('and another at the same time are told of by one update', async ({ db }) => {
    const world = await openWorld(db, 0);
    await turnPageIncidents(db);
    const third = await addPage(db, world.tenant);
    await db.update(pageComponents).set({ pageId: world.page.id }).where(eq(pageComponents.pageId, third.id));
    await down(world, db);
    await turnPageIncidents(db);
    await pass(db, 1);
    for (const monitorId of third.monitors) await addOutage(db, world.tenant, monitorId);
    await turnPageIncidents(db);
    const incident = await only(db, world.page);
    expect((await updatesOf(db, incident.id)).map(({ affected }) => affected.length)).toEqual([1, 2]);
    expect(await countQueued(db, world.page.id)).toBe(2);
  });

  test('later than that, or after a person took over, makes a draft of its own', async ({ db }) => {
    const world = await openWorld(db, 0);
    await down(world, db, 0, 15);
    await turnPageIncidents(db);
    await down(world, db, 1);
    await turnPageIncidents(db);
    expect(await incidentsOf(db, world.page.id)).toHaveLength(2);
    const taken = await openWorld(db);
    await down(taken, db);
    await turnPageIncidents(db);
    const draft = await only(db, taken.page);
    await updatePageIncident(taken.ctx, { page_id: taken.page.id, id: draft.id, title: 'Ours' });
    await down(taken, db, 1);
    await turnPageIncidents(db);
    expect((await incidentsOf(db, taken.page.id)).map(({ title }) => title).sort()).toEqual([
      'Ours',
      'Problems with Login',
    ]);
  });

  test('of what people tell of already makes none', async ({ db }) => {
    const world = await openWorld(db, 0);
    const { page, ctx } = world;
    const components = [{ component_id: page.components[0] ?? '', status: 'partial_outage' }];
    const told = await createPageIncident(ctx, { page_id: page.id, title: 'Ours', body: 'x', components });
    const outage = await down(world, db);
    await turnPageIncidents(db);
    await endOutage(db, outage);
    await turnPageIncidents(db);
    expect(await only(db, page)).toMatchObject({ id: told.id, resolvedAt: null });
    expect(await updatesOf(db, told.id)).toHaveLength(1);
  });

  test('that a person has composed of takes the place of its draft', async ({ db }) => {
    const world = await openWorld(db, 5);
    const { page, ctx } = world;
    const outage = await down(world, db);
    await turnPageIncidents(db);
    const draft = await only(db, page);
    const own = await createPageIncident(ctx, {
      page_id: page.id,
      title: 'Ours',
      body: 'x',
      incident_ids: [outage],
    });
    expect(own.incident_ids).toEqual([outage]);
    await pass(db, 10);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    const rows = await incidentsOf(db, page.id);
    expect(rows.filter(({ discardedAt }) => discardedAt !== null).map(({ id }) => id)).toEqual([draft.id]);
    expect(await countQueued(db, page.id)).toBe(1);
  });
});

describe('a draft with a time', () => {
  test('publishes itself when that has come, and subscribers are told once', async ({ db }) => {
    const world = await openWorld(db, 5);
    await down(world, db);
    await turnPageIncidents(db);
    expect((await only(db, world.page)).publishedAt).toBeNull();
    await pass(db, 4);
    expect(await turnPageIncidents(db)).toEqual({ changed: 1 });
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    const incident = await only(db, world.page);
    expect(incident).toMatchObject({ publishAt: null, isTaken: false, status: 'investigating' });
    expect(incident.publishedAt).not.toBeNull();
    expect([await countMarks(db, world.page.id), await countQueued(db, world.page.id)]).toEqual([1, 1]);
  });

  test('is discarded where the outage is over before, and nobody hears of it', async ({ db }) => {
    const world = await openWorld(db, 5);
    const outage = await down(world, db);
    await turnPageIncidents(db);
    await pass(db, 6);
    await endOutage(db, outage);
    await turnPageIncidents(db);
    expect(await only(db, world.page)).toMatchObject({ publishedAt: null });
    expect((await only(db, world.page)).discardedAt).not.toBeNull();
    expect(await countQueued(db, world.page.id)).toBe(0);
  });

  test('that a person has changed is published in their words, or stays a draft where the outage is over', async ({
    db,
  }) => {
    const edited = await openWorld(db, 5);
    await down(edited, db);
    await turnPageIncidents(db);
    const draft = await only(db, edited.page);
    const patch = { page_id: edited.page.id, id: draft.id, title: 'Our title', body: 'Our words.' };
    await updatePageIncident(edited.ctx, patch);
    await pass(db, 6);
    await turnPageIncidents(db);
    expect((await updatesOf(db, draft.id)).map(({ body }) => body)).toEqual(['Our words.']);
    const kept = await openWorld(db, 5);
    const outage = await down(kept, db);
    await turnPageIncidents(db);
    const other = await only(db, kept.page);
    await updatePageIncident(kept.ctx, { ...patch, page_id: kept.page.id, id: other.id });
    await endOutage(db, outage);
    await pass(db, 6);
    await turnPageIncidents(db);
    expect(await only(db, kept.page)).toMatchObject({
      publishedAt: null,
      publishAt: null,
      discardedAt: null,
    });
  });
});

describe('when outages are over', () => {
  test('what published itself says so', async ({ db }) => {
    const world = await openWorld(db, 0);
    const outage = await down(world, db);
    await turnPageIncidents(db);
    await pass(db, 2);
    await endOutage(db, outage);
    await turnPageIncidents(db);
    const incident = await only(db, world.page);
    expect(incident).toMatchObject({ status: 'resolved', impact: 'critical' });
    const [, last] = await updatesOf(db, incident.id);
    expect(last).toMatchObject({
      status: 'resolved',
      body: expect.stringContaining('Checkout API works again since'),
      affected: [{ oldStatus: 'major_outage', newStatus: 'operational' }],
    });
    expect(await countQueued(db, world.page.id)).toBe(2);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  });

  test('of two the first one makes its component operational, and only the last one ends it', async ({
    db,
  }) => {
    const world = await openWorld(db, 0);
    const [first, second] = [await down(world, db), await down(world, db, 1)];
    await turnPageIncidents(db);
    const queued = await countQueued(db, world.page.id);
    await pass(db, 1);
    await endOutage(db, first);
    await turnPageIncidents(db);
    const incident = await only(db, world.page);
    expect(incident.resolvedAt).toBeNull();
    const partly = (await updatesOf(db, incident.id)).at(-1);
    expect(partly).toMatchObject({
      body: 'Checkout API works again. Still affected: Login.',
      isNotifying: false,
      affected: [{ name: 'Checkout API', newStatus: 'operational' }],
    });
    expect(await countQueued(db, world.page.id)).toBe(queued);
    await pass(db, 1);
    await endOutage(db, second);
    await turnPageIncidents(db);
    expect((await only(db, world.page)).status).toBe('resolved');
  });

  test('what a person has taken over is closed by people', async ({ db }) => {
    const world = await openWorld(db, 0);
    const outage = await down(world, db);
    await turnPageIncidents(db);
    const { id } = await only(db, world.page);
    const update = { page_id: world.page.id, id, status: 'identified', body: 'Found.' };
    await addPageIncidentUpdate(world.ctx, update);
    await endOutage(db, outage);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    expect(await only(db, world.page)).toMatchObject({ status: 'identified', resolvedAt: null });
  });
});

test('two at once make one draft, publish it once and close it once', async () => {
  const own = await freshDatabase({ max: 6 });
  try {
    const world = await openWorld(own.db, 0);
    const outage = await down(world, own.db);
    const both = () =>
      Promise.all([turnPageIncidents(own.db), turnPageIncidents(own.db), turnPageIncidents(own.db)]);
    await both();
    await only(own.db, world.page);
    expect(await countQueued(own.db, world.page.id)).toBe(1);
    await endOutage(own.db, outage);
    await both();
    const incident = await only(own.db, world.page);
    expect((await updatesOf(own.db, incident.id)).map(({ status }) => status)).toEqual([
      'investigating',
      'resolved',
    ]);
    expect(await countQueued(own.db, world.page.id)).toBe(2);
  } finally {
    await own.close();
  }
});

test('of two people who answer the same version at once one is told of the other', async () => {
  const own = await freshDatabase({ max: 4 });
  try {
    const { page, ctx } = await openWorld(own.db);
    const view = await createPageIncident(ctx, { page_id: page.id, title: 'x', body: 'x' });
    const say = (body: string) =>
      addPageIncidentUpdate(
        { ...ctx, db: own.db },
        { page_id: page.id, id: view.id, status: 'identified', body, expected_updated_at: view.updated_at },
      );
    const done = await Promise.allSettled([say('one'), say('two')]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await updatesOf(own.db, view.id)).toHaveLength(2);
  } finally {
    await own.close();
  }
});
