import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database, Db } from '@/db/client';
import { freshDatabase } from '@/db/testing/database';
import { untilWaiting } from '@/db/testing/until-waiting';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { beatService } from '@/lib/pipeline/beat-service';
import { seedTenant, type WatchedTenant } from '@/lib/pipeline/internal/testing';
import { sweepHeartbeats } from '@/lib/pipeline/sweep-heartbeats';
import {
  cloneHeartbeat,
  emptyHeartbeats,
  expectOneStory,
  letPass,
  pingOf,
  record,
  type SeededHeartbeat,
  seedHeartbeat,
  spansOf,
  statusOf,
  toldOf,
} from '@/lib/pipeline/testing/heartbeat-story';
import { getUptime } from '@/lib/spans/get-uptime';

let database: Database;
let db: Db;
let tenant: WatchedTenant;
let backup: SeededHeartbeat;

beforeAll(async () => {
  database = await freshDatabase({ max: 8 });
  db = database.db;
});
afterAll(() => database.close());
/** Every five minutes with a minute of grace, pinged right now. */
beforeEach(async () => {
  await emptyHeartbeats(db);
  tenant = await seedTenant(db);
  backup = await seedHeartbeat(db, tenant);
  await record(db, [pingOf(backup, { body: Buffer.from('all well') })]);
});

const one = async (query: ReturnType<typeof sql>) => (await db.execute(query))[0];
const none = { overdue: 0, down: 0, deliveries: 0 };

describe('what is overdue', () => {
  test('is down as of its deadline, told once, with the last ping as evidence', async () => {
    await letPass(db, 350);
    expect(await sweepHeartbeats(db)).toEqual(none);
    await letPass(db, 25);
    expect(await sweepHeartbeats(db)).toEqual({ overdue: 1, down: 1, deliveries: 1 });
    expect(await sweepHeartbeats(db)).toEqual(none);
    expect(await spansOf(db, backup)).toBe('up, down…');
    expect(
      await one(sql`
        select round(date_part('epoch', down.started_at - up.started_at))::int as after
        from spans up join spans down on down.started_at = up.ended_at`),
    ).toEqual({ after: 360 });
    expect(
      await one(sql`
        select cause, evidence->'heartbeat'->'ping'->>'body' as body, evidence->'heartbeat'->>'grace_seconds' as grace,
          now() - opened_at < interval '10 seconds' as seen_now
        from incidents`),
    ).toEqual({ cause: 'heartbeat_missed', body: 'all well', grace: '60', seen_now: true });
    await expectOneStory(db);
    await record(db, [pingOf(backup)]);
    expect(await toldOf(db, backup)).toBe('opened, resolved');
    await expectOneStory(db);
  });

  test('counts as downtime from the deadline on, and as nothing where no detector has looked', async () => {
    await letPass(db, 3960);
    const now = () => ({ ...tenant.ctx, db, now: new Date(Date.now() + 1000) });
    const uptime = () => getUptime(now(), { monitor_id: backup.id, days: 1 });
    expect(await uptime()).toMatchObject({ uptime_ratio: 1, downtime_seconds: 0 });
    expect((await uptime()).coverage_ratio).toBeLessThan(0.2);
    expect(await getMonitor(now(), { id: backup.id })).toMatchObject({ status: 'unknown' });
    await sweepHeartbeats(db);
    const { downtime_seconds, uptime_ratio } = await uptime();
    expect(Math.floor(downtime_seconds / 10)).toBe(360);
    expect(uptime_ratio).toBeCloseTo(0.09, 1);
    expect(await getMonitor(now(), { id: backup.id })).toMatchObject({
      status: 'down',
      heartbeat: { state: 'down' },
    });
  });

  test('may be a run that does not end', async () => {
    await record(db, [pingOf(backup, { action: 'start' })]);
    await letPass(db, 61);
    expect(await sweepHeartbeats(db)).toMatchObject({ down: 1 });
    expect(await one(sql`select cause from incidents`)).toEqual({ cause: 'heartbeat_overrun' });
    await expectOneStory(db);
  });

  test('is told with the failure that makes the number full', async () => {
    const patient = await seedHeartbeat(db, tenant, { failure_threshold: 3 });
    await record(db, [pingOf(patient)]);
    await db.execute(sql`delete from monitors where id = ${backup.uuid}::uuid`);
    await letPass(db, 361);
    for (const down of [0, 0, 1, 0]) {
      expect(await sweepHeartbeats(db)).toMatchObject({ down, deliveries: down });
      await letPass(db, 300);
    }
    expect(await toldOf(db, patient)).toBe('opened');
  });

  test('may be more than fits one transaction', async () => {
    await cloneHeartbeat(db, backup, 1201);
    await letPass(db, 361);
    expect(await sweepHeartbeats(db)).toEqual({ overdue: 1202, down: 1202, deliveries: 1202 });
    expect(await one(sql`select count(*)::int as n from incidents where status = 'open'`)).toEqual({
      n: 1202,
    });
  });

  test('is not what lies ahead of a clock that was set back, however many there are', async () => {
    await cloneHeartbeat(db, backup, 600);
    await beatService(db, { part: 'receiver', instance: 'a', beatMs: null });
    await letPass(db, -3600);
    await db.execute(sql`update heartbeats set deadline_at = now() + interval '10 seconds'`);
    expect(await sweepHeartbeats(db)).toEqual(none);
  });
});

describe('a success while a detector looks', () => {
  beforeEach(() => letPass(db, 365));

  test('that waits for the detector is the recovery: told down, told up, and up', async () => {
    let waiting: ReturnType<typeof record> | null = null;
    const afterLock = async () => {
      waiting = record(db, [pingOf(backup)]);
      await untilWaiting(db);
    };
    expect(await sweepHeartbeats(db, { afterLock })).toMatchObject({ down: 1 });
    expect(await waiting).toMatchObject({ outcomes: ['recorded'] });
    expect(await statusOf(db, backup)).toBe('up');
    expect(await toldOf(db, backup)).toBe('opened, resolved');
    await expectOneStory(db);
  });

  test('that arrived before the deadline and waits for the detector leaves no time down', async () => {
    let waiting: ReturnType<typeof record> | null = null;
    const afterLock = async () => {
      waiting = record(db, [pingOf(backup, { arrivedMs: -30_000 })]);
      await untilWaiting(db);
    };
    await sweepHeartbeats(db, { afterLock });
    await waiting;
    expect(await spansOf(db, backup)).not.toContain('down');
    await expectOneStory(db);
  });

  test.each([
    ['before the deadline is in time, and nothing is told', -30_000, ''],
    ['after the deadline does not undo that it was missed', 0, 'opened, resolved'],
  ])('that holds the heartbeat and arrived %s', async (_, arrivedMs, told) => {
    const beforeCommit = async () => {
      expect(await sweepHeartbeats(db)).toEqual(none);
    };
    await record(db, [pingOf(backup, { arrivedMs })], { beforeCommit });
    expect(await sweepHeartbeats(db)).toEqual(none);
    expect(await statusOf(db, backup)).toBe('up');
    expect(await toldOf(db, backup)).toBe(told);
    await expectOneStory(db);
  });

  test('that arrived in time and waits in a receiver is waited for', async () => {
    await db.execute(sql`update heartbeats set deadline_at = now() - interval '1 second'`);
    const [clock] = await db.execute<{ ms: number }>(sql`select date_part('epoch', now()) * 1000 as ms`);
    await beatService(db, { part: 'receiver', instance: 'a', beatMs: null });
    await beatService(db, { part: 'receiver', instance: 'lags', beatMs: (clock?.ms ?? 0) - 5000 });
    expect(await sweepHeartbeats(db)).toEqual(none);
    await record(db, [pingOf(backup, { arrivedMs: -30_000 })]);
    await db.execute(sql`update service_beats set beat_at = clock_timestamp()`);
    expect(await sweepHeartbeats(db)).toEqual(none);
    expect(await toldOf(db, backup)).toBe('');
    await expectOneStory(db);
  });

  test('and what fails then is told once', async () => {
    let waiting: ReturnType<typeof record> | null = null;
    const afterLock = async () => {
      waiting = record(db, [pingOf(backup, { action: 'fail' })]);
      await untilWaiting(db);
    };
    await sweepHeartbeats(db, { afterLock });
    expect(await waiting).toMatchObject({ deliveries: 0 });
    expect(await toldOf(db, backup)).toBe('opened');
    await expectOneStory(db);
  });
});

describe('two detectors at once', () => {
  test.each(['first', 'second'])(
    'make one incident and one alert, the %s in the middle of the other',
    async () => {
      await letPass(db, 365);
      const afterLock = async () => expect(await sweepHeartbeats(db)).toEqual(none);
      expect(await sweepHeartbeats(db, { afterLock })).toMatchObject({ down: 1, deliveries: 1 });
      expect(await toldOf(db, backup)).toBe('opened');
      await expectOneStory(db);
    },
  );

  test('share what is overdue', async () => {
    await cloneHeartbeat(db, backup, 99);
    await letPass(db, 365);
    const swept = await Promise.all([sweepHeartbeats(db), sweepHeartbeats(db), sweepHeartbeats(db)]);
    expect(swept.reduce((sum, { down }) => sum + down, 0)).toBe(100);
    expect(await one(sql`select count(*)::int as n from deliveries`)).toEqual({ n: 100 });
  });

  test('and pings in any order: nobody answered OK is still down, nobody is told twice', async () => {
    const beats = [backup];
    while (beats.length < 5) beats.push(await seedHeartbeat(db, tenant));
    for (let round = 0; round < 20; round += 1) {
      await record(
        db,
        beats.map((beat) => pingOf(beat)),
      );
      await letPass(db, 365);
      const pinged = beats.filter((_, index) => (round + index) % 3 !== 0);
      const pings = pinged.map((beat) => record(db, [pingOf(beat)]));
      const sweeps = [sweepHeartbeats(db), sweepHeartbeats(db)];
      const work = round % 2 === 0 ? [...sweeps, ...pings] : [...pings, ...sweeps];
      await Promise.all(work);
      await sweepHeartbeats(db);
      for (const beat of beats) expect(await statusOf(db, beat)).toBe(pinged.includes(beat) ? 'up' : 'down');
      await expectOneStory(db);
    }
    const [told] = await db.execute<{ opened: number; outages: number }>(sql`
      select count(*) filter (where transition = 'opened')::int as opened,
        (select count(*)::int from spans where state = 'down') as outages
      from deliveries`);
    expect(told?.opened).toBe(100);
    expect(told?.outages).toBe(100);
  });
});
