import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshDatabase } from '@/db/testing/database';
import { untilWaiting } from '@/db/testing/until-waiting';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { updateMonitor } from '@/lib/monitors/update-monitor';
import { seedTenant } from '@/lib/pipeline/internal/testing';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import {
  deadlineInSeconds,
  expectOneStory,
  pingOf,
  record,
  seedHeartbeat,
} from '@/lib/pipeline/testing/heartbeat-story';

test('batches of the same heartbeats in different orders neither wait in a circle nor lose a ping', async () => {
  const { db, close } = await freshDatabase({ max: 8 });
  const tenant = await seedTenant(db);
  const beats = await Promise.all(Array.from({ length: 12 }, () => seedHeartbeat(db, tenant)));
  const actions = ['success', 'fail', 'start'] as const;
  for (let round = 0; round < 20; round += 1) {
    const batch = (turn: number) =>
      beats.map((_, index) => {
        const beat = beats[(index * 5 + turn) % beats.length] ?? { pingUuid: '' };
        return pingOf(beat, { action: actions[(index + turn + round) % 3] ?? 'log' });
      });
    const mixed = [batch(0), batch(3).reverse(), batch(7), batch(1).reverse(), batch(4)];
    const answers = await Promise.all(mixed.map((pings) => record(db, pings)));
    expect(answers.flatMap(({ outcomes }) => outcomes).every((one) => one === 'recorded')).toBe(true);
  }
  expect(
    await db.execute(sql`select count(*)::int as n, min(n) as first, max(n) as last from pings`),
  ).toEqual([{ n: 1200, first: 1, last: 100 }]);
  await expectOneStory(db);
  await close();
});

test('a batch for which there is no partition yet makes it', async () => {
  const { db, close } = await freshDatabase();
  const tenant = await seedTenant(db);
  const backup = await seedHeartbeat(db, tenant);
  const tables = await db.execute<{ name: string }>(sql`
    select inhrelid::regclass::text as name from pg_inherits where inhparent in ('pings'::regclass, 'ping_bodies'::regclass)`);
  for (const { name } of tables) await db.execute(sql.raw(`drop table ${name}`));
  const both = await Promise.all([
    record(db, [pingOf(backup, { body: Buffer.from('a') })]),
    record(db, [pingOf(backup)]),
  ]);
  expect(both.map(({ outcomes }) => outcomes)).toEqual([['recorded'], ['recorded']]);
  await expectOneStory(db);
  await close();
});

test('a heartbeat that is deleted meanwhile is not found, or found and gone', async () => {
  const { db, close } = await freshDatabase({ max: 8 });
  const tenant = await seedTenant(db);
  const stays = await seedHeartbeat(db, tenant);
  for (let round = 0; round < 10; round += 1) {
    const goes = await seedHeartbeat(db, tenant);
    const [recorded] = await Promise.all([
      record(db, [pingOf(goes, { action: 'fail' }), pingOf(stays)]),
      deleteMonitor({ ...tenant.ctx, db }, { id: goes.id }),
    ]);
    expect(['recorded', 'not_found']).toContain(recorded.outcomes[0]);
    expect(recorded.outcomes[1]).toBe('recorded');
    expect((await record(db, [pingOf(goes)])).outcomes).toEqual(['not_found']);
  }
  await expectOneStory(db);
  await close();
});

test('a ping that waits for an edit is judged by what was edited', async () => {
  const { db, close } = await freshDatabase({ max: 8 });
  const tenant = await seedTenant(db);
  const backup = await seedHeartbeat(db, tenant);
  await record(db, [pingOf(backup)]);
  let waiting: ReturnType<typeof record> | null = null;
  await db.transaction(async (tx) => {
    await updateMonitor(
      { ...tenant.ctx, db: tx },
      { id: backup.id, spec: { schedule: { kind: 'period', period_seconds: 86_400 } } },
    );
    waiting = record(db, [pingOf(backup)]);
    await untilWaiting(db);
  });
  await waiting;
  expect(await deadlineInSeconds(db, backup)).toBeGreaterThan(86_400);
  await close();
});

test('a ping and an edit of a paused heartbeat do not wait for each other in a circle', async () => {
  const { db, close } = await freshDatabase({ max: 8 });
  const tenant = await seedTenant(db);
  const backup = await seedHeartbeat(db, tenant);
  const ctx = { ...tenant.ctx, db };
  for (let round = 0; round < 20; round += 1) {
    await pauseMonitor(ctx, { id: backup.id });
    await Promise.all([
      record(db, [pingOf(backup)]),
      updateMonitor(ctx, { id: backup.id, spec: { grace_seconds: 60 + round } }),
    ]);
  }
  await expectOneStory(db);
  await close();
});
