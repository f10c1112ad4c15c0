import { drizzle } from 'drizzle-orm/postgres-js';
import { test as base, expect } from 'vitest';
import type { Database } from '@/db/client';
import * as schema from '@/db/schema';
import { deliveries, escalations } from '@/db/schema/alerting';
import { incidentEvents } from '@/db/schema/incidents';
import { freshDatabase } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { escalateIncidents } from '@/lib/alerting/escalate-incidents';
import {
  addChannel,
  addMonitors,
  addPolicy,
  comeBack,
  databaseNow,
  goDown,
  openMany,
  passMinutes,
  tellAll,
} from '@/lib/alerting/testing/policy-world';

const test = base.extend<{ database: Database }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture's needs from this pattern.
  database: async ({}, use) => {
    const database = await freshDatabase();
    await use(database);
    await database.close();
  },
});

const twoSteps = {
  steps: [
    { after_minutes: 0, all_channels: true },
    { after_minutes: 5, all_channels: true },
  ],
};

/** The same pool, saying each statement it sends. */
function counting({ sql }: Database) {
  const statements: string[] = [];
  const logger = { logQuery: (query: string) => void statements.push(query) };
  return { db: drizzle(sql, { schema, casing: 'snake_case', logger }), statements };
}

test('a thousand openings, steps and resolutions are a handful of statements each', {
  timeout: 180_000,
}, async ({ database }) => {
  const { db, statements } = counting(database);
  const tenant = await createTenant(db);
  for (const name of ['ops', 'chat', 'boss']) await addChannel(db, tenant, name);
  await addChannel(db, tenant, 'own', tenant.userId);
  await addPolicy(tenant, {
    steps: [
      { after_minutes: 0, all_channels: true, user_ids: [tenant.userId] },
      { after_minutes: 5, all_channels: true },
    ],
  });
  const monitorIds = await addMonitors(db, tenant, 1000);
  const now = await databaseNow(db);
  const measure = async (work: () => Promise<unknown>) => {
    statements.length = 0;
    await work();
    return statements.length;
  };
  const opening = await db.transaction(async (tx) => {
    const opened = await openMany(tx, tenant, monitorIds, now);
    const measured = await measure(() => tellAll(tx, 'opened', opened, now));
    return { opened, measured };
  });
  expect(await db.$count(deliveries)).toBe(4000);
  expect(await db.$count(escalations)).toBe(1000);
  await passMinutes(db, 5);
  const escalating = await measure(() => escalateIncidents(db, { limit: 5000 }));
  expect(await db.$count(deliveries)).toBe(7000);
  const ids = opening.opened.map(({ id }) => id);
  const resolvingOne = await measure(() => comeBack(db, ids.slice(0, 1)));
  const resolvingAll = await measure(() => comeBack(db, ids.slice(1)));
  // Deliveries go in by the thousand; of everything else there is one statement, however many incidents there are.
  expect(opening.measured).toBeLessThanOrEqual(9 + 4);
  expect(escalating).toBeLessThanOrEqual(6 * 14);
  expect(resolvingAll).toBe(resolvingOne);
});

test('two that look at once tell each step once', async ({ database }) => {
  const { db } = database;
  const tenant = await createTenant(db);
  await addChannel(db, tenant, 'ops');
  await addPolicy(tenant, twoSteps);
  await goDown(db, tenant, await addMonitors(db, tenant, 30));
  await passMinutes(db, 5);
  const told = await Promise.all([1, 2, 3, 4].map(() => escalateIncidents(db, { limit: 1000 })));
  const rest = await escalateIncidents(db, { limit: 1000 });
  const sum = [...told, rest].reduce((total, { deliveries: each }) => total + each, 0);
  expect(sum).toBe(30);
  expect(await db.$count(deliveries)).toBe(60);
  expect((await db.select().from(incidentEvents)).filter(({ type }) => type === 'escalated')).toHaveLength(
    30,
  );
  expect(await db.$count(escalations)).toBe(0);
});

test('killed in the middle it has told nothing, and the next look tells it all', async ({ database }) => {
  const { db } = database;
  const tenant = await createTenant(db);
  await addChannel(db, tenant, 'ops');
  await addPolicy(tenant, twoSteps);
  await goDown(db, tenant, await addMonitors(db, tenant, 5));
  await passMinutes(db, 5);
  const kill = async () => {
    throw new Error('killed');
  };
  await expect(escalateIncidents(db, { limit: 1000 }, { beforeCommit: kill })).rejects.toThrow('killed');
  expect(await db.$count(deliveries)).toBe(5);
  expect(await escalateIncidents(db, { limit: 1000 })).toEqual({ deliveries: 5 });
});

test('checks that resolve and people who acknowledge at the same moment: no deadlock, no step after it', {
  timeout: 180_000,
}, async ({ database }) => {
  const { db } = database;
  const tenant = await createTenant(db);
  const ctx = { ...tenant.ctx, db };
  await addChannel(db, tenant, 'ops');
  await addPolicy(tenant, { ...twoSteps, repeat_minutes: 1, repeat_max: 100 });
  const ids = await goDown(db, tenant, await addMonitors(db, tenant, 40));
  await passMinutes(db, 5);
  const looking = async () => {
    for (let round = 0; round < 8; round += 1) {
      await escalateIncidents(db, { limit: 1000 });
      await passMinutes(db, 1);
    }
  };
  await Promise.all([
    looking(),
    ...ids.slice(0, 20).map((id) => acknowledgeIncident(ctx, { id })),
    comeBack(db, ids.slice(20, 30)),
    comeBack(db, ids.slice(30).reverse()),
  ]);
  expect(await db.$count(escalations)).toBe(0);
  const before = await db.$count(deliveries);
  await passMinutes(db, 60);
  expect(await escalateIncidents(db, { limit: 1000 })).toEqual({ deliveries: 0 });
  expect(await db.$count(deliveries)).toBe(before);
  const rows = await db.select().from(deliveries);
  for (const id of ids.slice(20)) {
    expect(rows.filter((row) => row.incidentId === id && row.transition === 'resolved')).toHaveLength(1);
  }
});
