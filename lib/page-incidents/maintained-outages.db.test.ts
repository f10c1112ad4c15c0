import { expect } from 'vitest';
import type { Db } from '@/db/client';
import { monitorStates } from '@/db/schema/monitors';
import { test } from '@/db/testing/database';
import { addPageIncidentUpdate } from '@/lib/page-incidents/add-page-incident-update';
import { createPageMaintenance } from '@/lib/page-incidents/create-page-maintenance';
import {
  countQueued,
  down,
  endOutage,
  incidentsOf,
  inMinutes,
  openWorld,
  type PageWorld,
  pass,
  updatesOf,
} from '@/lib/page-incidents/testing/page-world';
import { turnPageIncidents } from '@/lib/page-incidents/turn-page-incidents';
import { updatePageIncident } from '@/lib/page-incidents/update-page-incident';

/** Of the first component of the page, on this page alone; nobody is told of it. */
function maintain({ ctx, page }: PageWorld, from: number, extra: Record<string, unknown> = {}) {
  const times = { scheduled_for: inMinutes(from), scheduled_until: inMinutes(60) };
  return createPageMaintenance(
    { ...ctx, now: new Date() },
    {
      page_id: page.id,
      title: 'New disks',
      body: 'We put in new disks.',
      component_ids: [page.components[0]],
      ...times,
      notify: false,
      ...extra,
    },
  );
}

function say({ ctx, page }: PageWorld, id: string, status: string) {
  return addPageIncidentUpdate(ctx, { page_id: page.id, id, status, body: 'x', notify: false });
}
const told = async (db: Db, { page }: PageWorld) =>
  (await incidentsOf(db, page.id))
    .filter(({ kind, discardedAt }) => kind === 'incident' && discardedAt === null)
    .map(({ publishedAt, title }) => `${title}: ${publishedAt === null ? 'draft' : 'published'}`);

test('an outage in a maintenance of the page alone is not told, also while it is verified, and is when that is over', async ({
  db,
}) => {
  const world = await openWorld(db, 0);
  const { id } = await maintain(world, 0);
  const outage = await down(world, db);
  expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  await say(world, id, 'verifying');
  expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  expect([await told(db, world), await countQueued(db, world.page.id)]).toEqual([[], 0]);
  await say(world, id, 'completed');
  await turnPageIncidents(db);
  expect(await told(db, world)).toEqual(['Problems with Checkout API: published']);
  expect(await countQueued(db, world.page.id)).toBe(1);
  await endOutage(db, outage);
  await turnPageIncidents(db);
  expect((await incidentsOf(db, world.page.id)).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
});

test('one that is over before the maintenance is never told', async ({ db }) => {
  const world = await openWorld(db, 0);
  const { id } = await maintain(world, 0);
  await endOutage(db, await down(world, db));
  await say(world, id, 'completed');
  expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
});

test('what is only planned, a draft, or of another component or page hides no outage', async ({ db }) => {
  const world = await openWorld(db, 0);
  await maintain(world, 30);
  await maintain(world, 0, { is_draft: true });
  await maintain(world, 0, { component_ids: [world.page.components[1]] });
  const other = await openWorld(db, 0);
  await maintain(other, 0);
  await down(world, db);
  await turnPageIncidents(db);
  expect(await told(db, world)).toEqual(['Problems with Checkout API: published']);
});

test('a draft that comes into a maintenance is not published, and its outage has the whole time again after it', async ({
  db,
}) => {
  const world = await openWorld(db, 5);
  await down(world, db);
  await turnPageIncidents(db);
  // Both come due between two turns.
  const { id } = await maintain(world, 1);
  await pass(db, 10);
  await turnPageIncidents(db);
  expect(await told(db, world)).toEqual([]);
  await say({ ...world, ctx: { ...world.ctx, now: new Date() } }, id, 'completed');
  await turnPageIncidents(db);
  expect(await told(db, world)).toEqual(['Problems with Checkout API: draft']);
  await pass(db, 4);
  expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  await pass(db, 2);
  await turnPageIncidents(db);
  expect(await told(db, world)).toEqual(['Problems with Checkout API: published']);
});

test('of a draft only what is outside of maintenance is told, the rest when that is over', async ({ db }) => {
  const world = await openWorld(db, 5);
  await down(world, db);
  await down(world, db, 1);
  await turnPageIncidents(db);
  const { id } = await maintain(world, 0);
  await pass(db, 15);
  await turnPageIncidents(db);
  expect(await told(db, world)).toEqual(['Problems with Login: published']);
  const incident = (await incidentsOf(db, world.page.id)).find(({ kind }) => kind === 'incident');
  const [first] = await updatesOf(db, incident?.id ?? '');
  expect(first?.affected.map(({ name }) => name)).toEqual(['Login']);
  await say(world, id, 'completed');
  await turnPageIncidents(db);
  expect(await told(db, world)).toEqual(['Problems with Checkout API and Login: published']);
});

test('a draft that a person has written in waits for the end of the maintenance, in their words', async ({
  db,
}) => {
  const world = await openWorld(db, 5);
  await down(world, db);
  await turnPageIncidents(db);
  const [draft] = await incidentsOf(db, world.page.id);
  await updatePageIncident(world.ctx, { page_id: world.page.id, id: draft?.id, title: 'Ours' });
  const { id } = await maintain(world, 0);
  await pass(db, 10);
  expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  expect(await told(db, world)).toEqual(['Ours: draft']);
  await say(world, id, 'completed');
  await turnPageIncidents(db);
  expect(await told(db, world)).toEqual(['Ours: published']);
});

test('a draft whose monitor comes into a maintenance is not published either', async ({ db }) => {
  const world = await openWorld(db, 5);
  await down(world, db);
  await turnPageIncidents(db);
  await db.update(monitorStates).set({ inMaintenance: true });
  await pass(db, 10);
  await turnPageIncidents(db);
  expect([await told(db, world), await countQueued(db, world.page.id)]).toEqual([[], 0]);
  await db.update(monitorStates).set({ inMaintenance: false });
  await turnPageIncidents(db);
  expect(await told(db, world)).toEqual(['Problems with Checkout API: published']);
});
