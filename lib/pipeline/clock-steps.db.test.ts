import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database, Db } from '@/db/client';
import { freshDatabase } from '@/db/testing/database';
import { beatService } from '@/lib/pipeline/beat-service';
import { seedTenant, type WatchedTenant } from '@/lib/pipeline/internal/testing';
import { sweepHeartbeats } from '@/lib/pipeline/sweep-heartbeats';
import {
  atWork,
  beatAs,
  emptyHeartbeats,
  expectDeadlineIn,
  letPass,
  letPassAtWork,
  pingOf,
  record,
  type SeededHeartbeat,
  seedHeartbeat,
  toldOf,
} from '@/lib/pipeline/testing/heartbeat-story';

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

test('set forward by an hour, no job that keeps its time is down, and one that died is told within its allowance', async () => {
  const [lives, died] = [await every(300), await every(300)];
  await atWork(db, lives, died);
  await letPass(db, 3600);
  expect(await sweepHeartbeats(db)).toEqual(none);
  await beatAs(db, 'receiver');
  expect(await sweepHeartbeats(db)).toEqual(none);
  await letPassAtWork(db, 240);
  await record(db, [pingOf(lives)]);
  await letPassAtWork(db, 61);
  expect(await sweepHeartbeats(db)).toMatchObject({ down: 1, deliveries: 1 });
  expect(await toldOf(db, lives)).toBe('');
  expect(await toldOf(db, died)).toBe('opened');
});

test('set back by an hour, nothing waits for that hour', async () => {
  const [lives, died, runs] = [await every(300), await every(300), await every(300)];
  await atWork(db, lives, died, runs);
  await record(db, [pingOf(runs, { action: 'start' })]);
  await letPass(db, -3600);
  const { setBackMs, outage } = await beatAs(db, 'receiver');
  expect(Math.ceil(setBackMs / 10_000)).toBe(360);
  expect(outage).toBeNull();
  expect((await beatAs(db, 'receiver')).setBackMs).toBe(0);
  expect((await beatAs(db, 'detector')).setBackMs).toBe(0);
  await expectDeadlineIn(db, died, 360);
  await expectDeadlineIn(db, runs, 60);
  expect(await sweepHeartbeats(db)).toEqual(none);
  await record(db, [pingOf(lives)]);
  await letPassAtWork(db, 340);
  expect(await sweepHeartbeats(db)).toMatchObject({ down: 1 });
  await record(db, [pingOf(lives)]);
  await letPassAtWork(db, 21);
  expect(await sweepHeartbeats(db)).toMatchObject({ down: 1 });
  expect(await toldOf(db, lives)).toBe('');
  expect([await toldOf(db, died), await toldOf(db, runs)]).toEqual(['opened', 'opened']);
});

test('set back by an hour, a ping that comes before anybody has noticed is not put an hour ahead', async () => {
  const job = await every(300);
  await atWork(db, job);
  await letPass(db, -3600);
  await record(db, [pingOf(job)]);
  await expectDeadlineIn(db, job, 360);
});

test('set back by an hour, a receiver that still goes by the old hour puts no beat ahead', async () => {
  const [clock] = await db.execute<{ ms: number }>(sql`select date_part('epoch', now()) * 1000 as ms`);
  await beatService(db, { part: 'receiver', instance: 'a', beatMs: (clock?.ms ?? 0) + 3_600_000 });
  const ahead = await db.execute(sql`select 1 from service_beats where beat_at > clock_timestamp()`);
  expect([...ahead]).toEqual([]);
});
