import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database, Db } from '@/db/client';
import { freshDatabase } from '@/db/testing/database';
import { seedTenant, type WatchedTenant } from '@/lib/pipeline/internal/testing';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import { sweepHeartbeats } from '@/lib/pipeline/sweep-heartbeats';
import {
  atWork,
  beatAs,
  cloneHeartbeat,
  emptyHeartbeats,
  expectDeadlineIn,
  expectOneStory,
  letPass,
  letPassAtWork,
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

beforeAll(async () => {
  database = await freshDatabase({ max: 8 });
  db = database.db;
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyHeartbeats(db);
  tenant = await seedTenant(db);
});

function every(seconds: number, grace = 60): Promise<SeededHeartbeat> {
  const schedule = { kind: 'period', period_seconds: seconds };
  return seedHeartbeat(db, tenant, { spec: { schedule, grace_seconds: grace } });
}

const none = { overdue: 0, down: 0, deliveries: 0 };

/** Silent for ten minutes, and back. */
async function tenMinutesAway() {
  await letPass(db, 600);
  return beatAs(db, 'receiver');
}

describe('after ten minutes in which no ping could come', () => {
  test('the job that calls again was never down, and the time is unknown', async () => {
    const job = await every(300);
    await atWork(db, job);
    const { outage } = await tenMinutesAway();
    expect(outage).toMatchObject({ forgiven: 1 });
    expect(Math.floor(((outage?.untilMs ?? 0) - (outage?.fromMs ?? 0)) / 10_000)).toBe(60);
    expect(await sweepHeartbeats(db)).toEqual(none);
    expect(await statusOf(db, job)).toBe('unknown');
    await expectOneStory(db);
    await letPassAtWork(db, 290);
    expect(await sweepHeartbeats(db)).toEqual(none);
    await record(db, [pingOf(job)]);
    expect(await spansOf(db, job)).toBe('up, unknown, up…');
    expect(await toldOf(db, job)).toBe('');
    await expectOneStory(db);
    const now = new Date(Date.now() + 1000);
    const uptime = await getUptime({ ...tenant.ctx, db, now }, { monitor_id: job.id, days: 1 });
    expect(uptime).toMatchObject({ uptime_ratio: 1, downtime_seconds: 0, incidents: 0 });
    expect(uptime.coverage_ratio).toBeLessThan(0.5);
  });

  test.each([
    ['its grace, where that is longest', 300, 400, 400],
    ['its period, where the outage was longer', 300, 60, 300],
    ['the length of the outage, where its period is longer', 630, 60, 600],
  ])('the job that died is told once, after %s', async (_, period, grace, allowance) => {
    const job = await every(period, grace);
    await atWork(db, job);
    await tenMinutesAway();
    await expectDeadlineIn(db, job, allowance);
    await letPassAtWork(db, allowance - 20);
    expect(await sweepHeartbeats(db)).toEqual(none);
    await letPassAtWork(db, 21);
    expect(await sweepHeartbeats(db)).toEqual({ overdue: 1, down: 1, deliveries: 1 });
    await letPassAtWork(db, 3600);
    expect(await sweepHeartbeats(db)).toEqual(none);
    expect(await toldOf(db, job)).toBe('opened');
    expect(await spansOf(db, job)).toMatch(/unknown, down…$|^up, down…$/);
    await expectOneStory(db);
  });

  test('a job that begins to run is given its time', async () => {
    const job = await every(300, 120);
    await atWork(db, job);
    await tenMinutesAway();
    await letPassAtWork(db, 200);
    await record(db, [pingOf(job, { action: 'start' })]);
    await letPassAtWork(db, 90);
    expect(await sweepHeartbeats(db)).toEqual(none);
    await record(db, [pingOf(job)]);
    expect(await toldOf(db, job)).toBe('');
    await expectOneStory(db);
  });

  test('whose ping was lost and whose deadline is a moment later has the allowance, and was up all the time', async () => {
    const job = await every(300, 365);
    await atWork(db, job);
    await tenMinutesAway();
    await expectDeadlineIn(db, job, 365);
    await letPassAtWork(db, 240);
    await record(db, [pingOf(job)]);
    expect(await spansOf(db, job)).toBe('up…');
  });

  test('what was overdue before it is down, and what was down, paused, new or not to call stays so', async () => {
    const overdue = await every(60);
    const down = await every(300);
    const paused = await every(300);
    const fresh = await every(300);
    const later = await every(3600);
    await atWork(db, overdue, down, paused, later);
    await record(db, [pingOf(down, { action: 'fail' })]);
    await pauseMonitor({ ...tenant.ctx, db }, { id: paused.id });
    await letPassAtWork(db, 61);
    const { outage } = await tenMinutesAway();
    expect(outage).toMatchObject({ forgiven: 0 });
    await expectDeadlineIn(db, later, 3660 - 60 - 61 - 600);
    expect(await sweepHeartbeats(db)).toMatchObject({ down: 1 });
    const all = [overdue, down, paused, fresh, later];
    expect(await Promise.all(all.map((one) => statusOf(db, one)))).toEqual([
      'down',
      'down',
      'paused',
      'new',
      'up',
    ]);
    await expectOneStory(db);
  });

  test('nothing is called overdue before a receiver is back, and the first ping undoes nothing', async () => {
    const job = await every(300);
    await atWork(db, job);
    await letPass(db, 600);
    expect(await sweepHeartbeats(db)).toEqual(none);
    await record(db, [pingOf(job)]);
    await beatAs(db, 'receiver');
    expect(await toldOf(db, job)).toBe('');
    expect(await statusOf(db, job)).toBe('up');
    await expectOneStory(db);
  });

  test('a second one before the job could call again is forgiven as well', async () => {
    const job = await every(300);
    await atWork(db, job);
    await tenMinutesAway();
    await letPassAtWork(db, 100);
    await tenMinutesAway();
    expect(await sweepHeartbeats(db)).toEqual(none);
    await expectDeadlineIn(db, job, 300);
    await record(db, [pingOf(job)]);
    expect(await spansOf(db, job)).toBe('up, unknown, up…');
    await expectOneStory(db);
  });

  test('thousands are given their time, and thousands that lie ahead of a clock are brought back', async () => {
    const job = await every(300);
    await atWork(db, job);
    await cloneHeartbeat(db, job, 2000);
    expect((await tenMinutesAway()).outage?.forgiven).toBe(2001);
    expect(await sweepHeartbeats(db)).toEqual(none);
    await letPass(db, -3600);
    await beatAs(db, 'receiver');
    const ahead = await db.execute(
      sql`select 1 from heartbeats where deadline_at > now() + interval '361 s'`,
    );
    expect([...ahead]).toEqual([]);
  });

  test('of several receivers that come back at once, one gives the time', async () => {
    const job = await every(300);
    await atWork(db, job);
    await letPass(db, 600);
    const all = await Promise.all(['a', 'b', 'c', 'receiver'].map((name) => beatAs(db, 'receiver', name)));
    expect(all.filter(({ outage }) => outage !== null)).toHaveLength(1);
    expect(await statusOf(db, job)).toBe('unknown');
    await expectOneStory(db);
  });
});

describe('whose silence is an outage', () => {
  test('that of all receivers, though the detector was at work', async () => {
    const job = await every(300);
    await atWork(db, job);
    await letPass(db, 2 * 86_400);
    await db.execute(sql`update service_beats set beat_at = now() where part = 'detector'`);
    expect((await beatAs(db, 'detector')).outage).toBeNull();
    expect(await sweepHeartbeats(db)).toEqual(none);
    expect((await beatAs(db, 'receiver')).outage).toMatchObject({ forgiven: 1 });
    expect(await sweepHeartbeats(db)).toEqual(none);
  });

  test('not that of one of two', async () => {
    const job = await every(300);
    await beatAs(db, 'receiver', 'gone');
    await atWork(db, job);
    await letPass(db, 361);
    await db.execute(sql`update service_beats set beat_at = now() where instance <> 'gone'`);
    expect((await beatAs(db, 'receiver')).outage).toBeNull();
    expect(await sweepHeartbeats(db)).toMatchObject({ down: 1 });
  });

  test('not a few seconds, for clients wait longer', async () => {
    const job = await every(300);
    await atWork(db, job);
    await letPassAtWork(db, 297);
    await letPass(db, 4);
    expect((await beatAs(db, 'receiver')).outage).toBeNull();
    expect(await sweepHeartbeats(db)).toMatchObject({ down: 1 });
  });

  test('where there is no receiver, that of the detector', async () => {
    const job = await every(300);
    await beatAs(db, 'detector');
    await record(db, [pingOf(job)]);
    await letPassAtWork(db, 60);
    await letPass(db, 600);
    expect((await beatAs(db, 'detector')).outage).toMatchObject({ forgiven: 1 });
    expect(await sweepHeartbeats(db)).toEqual(none);
  });
});
