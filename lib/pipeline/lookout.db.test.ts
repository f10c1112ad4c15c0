import { type AddressInfo, createServer, type Server } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLogger } from '@/lib/core/logger';
import { claimChecks } from '@/lib/pipeline/claim-checks';
import {
  makeDue,
  outcomeOf,
  seedMonitor,
  seedTenant,
  type WatchedTenant,
} from '@/lib/pipeline/internal/testing';
import { Lookout, lostNetwork } from '@/lib/pipeline/lookout';
import { processResults } from '@/lib/pipeline/process-results';
import { type ClockedDatabase, clockedDatabase } from '@/lib/pipeline/testing/test-clock';
import type { CheckResult } from '@/lib/probing/constants';
import { listRegions } from '@/lib/regions/list-regions';

let database: ClockedDatabase;
let tenant: WatchedTenant;
let startMs = 0;
let nowMs = 0;

beforeAll(async () => {
  database = await clockedDatabase();
  tenant = await seedTenant(database.db);
  startMs = Math.ceil(Date.now() / 60_000) * 60_000;
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.execute(sql`delete from monitors`);
  await database.db.execute(sql`delete from incidents`);
  await database.db.execute(sql`delete from regions`);
});

/** Something on the network that can go away and come back at the same port. */
class Beacon {
  private server: Server | null = null;
  port = 0;

  async rise(): Promise<this> {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((done) => server.listen(this.port, '127.0.0.1', done));
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  async vanish(): Promise<void> {
    await new Promise((done) => this.server?.close(done) ?? done(null));
    this.server = null;
  }

  get target() {
    return { host: '127.0.0.1', port: this.port };
  }
}

function lookoutAt(...beacons: Beacon[]): Lookout {
  const logger = createLogger('test', { level: 'silent' });
  return new Lookout({
    db: database.db,
    logger,
    region: 'local',
    targets: beacons.map(({ target }) => target),
  });
}

async function at(minutes: number): Promise<void> {
  nowMs = startMs + minutes * 60_000;
  await database.setNow(nowMs);
}

/** Every monitor is checked once, at this instant. */
async function round(lookout: Lookout, result: CheckResult): Promise<void> {
  await makeDue(database.db);
  const { checks } = await claimChecks(database.db, 'local', 5000);
  for (let index = 0; index < checks.length; index += 500) {
    const batch = checks.slice(index, index + 500).map((claim) => ({
      claim: { ...claim, slotMs: nowMs },
      outcome: outcomeOf(result),
      startedAtMs: nowMs,
      finishedAtMs: nowMs,
    }));
    const clock = () => nowMs;
    await lookout.judge(batch, clock, (judged) => processResults(database.db, judged, nowMs));
  }
  // The phase of a monitor's slots is that of its id: here each check that says something vouches for as long.
  await database.db.execute(sql`
    update check_schedules s set covered_until_at = last_checked_at + interval '75 seconds'
    from check_results r
    where r.monitor_id = s.monitor_id and r.scheduled_at = now() and r.result <> 'unknown'`);
}

const count = async (query: ReturnType<typeof sql>) =>
  (await database.db.execute<{ n: number }>(query))[0]?.n ?? 0;
const incidents = () => count(sql`select count(*)::int as n from incidents`);
const statesOfSpans = async () =>
  (
    await database.db.execute<{ states: string }>(sql`
    select distinct string_agg(state, ' ' order by started_at) as states from (
      select monitor_id, state, started_at from spans) s group by monitor_id`)
  ).map(({ states }) => states);

async function seed(monitors: number, failureThreshold = 1): Promise<void> {
  for (let index = 0; index < monitors; index += 1)
    await seedMonitor(database.db, tenant, { failureThreshold });
}

test('when the network of the prober goes for five minutes, none of 1,000 monitors is called down', async () => {
  await at(0);
  await seed(1000);
  const beacon = await new Beacon().rise();
  const lookout = lookoutAt(beacon);
  await round(lookout, 'up');
  await at(1);
  // At its slow rhythm: from here on it is known that this region sees.
  lookout.keepWatch(() => nowMs);
  await round(lookout, 'up');
  await expect
    .poll(() => count(sql`select count(*)::int as n from regions where sighted_at is not null`), {
      timeout: 60_000,
    })
    .toBe(1);
  await beacon.vanish();
  for (const minute of [2, 3, 4, 5, 6]) {
    await at(minute);
    await round(lookout, 'down');
  }
  expect(await incidents()).toBe(0);
  expect(await statesOfSpans()).toEqual(['up']);
  const [region] = (await listRegions({ ...tenant.ctx, db: database.db })).data;
  expect(region?.blind_since).not.toBeNull();
  await beacon.rise();
  await at(7);
  await round(lookout, 'up');
  await at(8);
  await round(lookout, 'up');
  expect(await incidents()).toBe(0);
  expect(await statesOfSpans()).toEqual(['up unknown up']);
  const [logged] = await database.db.execute(sql`
    select count(*)::int as n, min(error) as error from check_results where result = 'unknown'`);
  expect(logged).toEqual({ n: 5000, error: lostNetwork });
  expect(await count(sql`select count(*)::int as n from check_results where result = 'down'`)).toBe(0);
  await beacon.vanish();
});

test('when only the targets go, all 1,000 are called down', async () => {
  await at(20);
  await seed(1000);
  const beacon = await new Beacon().rise();
  const lookout = lookoutAt(await gone(), beacon);
  await round(lookout, 'up');
  await at(21);
  await round(lookout, 'down');
  expect(await incidents()).toBe(1000);
  expect(await statesOfSpans()).toEqual(['up down']);
  const { data } = await listRegions({ ...tenant.ctx, db: database.db });
  expect(data).toMatchObject([{ code: 'local', blind_since: null }]);
  await beacon.vanish();
});

test('where nothing was ever reached, as behind a closed network, every failure stands', async () => {
  await at(30);
  await seed(10);
  const lookout = lookoutAt(await gone());
  await round(lookout, 'up');
  await at(31);
  await round(lookout, 'down');
  expect(await incidents()).toBe(10);
});

test('a new process of a region that saw before knows that it is blind', async () => {
  await at(40);
  await seed(10);
  const beacon = await new Beacon().rise();
  const first = lookoutAt(beacon);
  await round(first, 'up');
  await at(41);
  await round(first, 'down');
  expect(await incidents()).toBe(10);
  await beacon.vanish();
  await at(42);
  await round(first, 'up');
  await at(43);
  await round(lookoutAt(beacon), 'down');
  expect(await incidents()).toBe(10);
});

test('a look is taken for failures only, and a batch of successes never waits for one', async () => {
  await at(50);
  await seed(3);
  const lookout = lookoutAt(await gone());
  await round(lookout, 'up');
  expect(await count(sql`select count(*)::int as n from regions`)).toBe(0);
});

/** A place where nothing listens any more. */
async function gone(): Promise<Beacon> {
  const beacon = await new Beacon().rise();
  await beacon.vanish();
  return beacon;
}
