import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '@/db/testing/database';
import { seedTenant } from '@/lib/pipeline/internal/testing';
import {
  expectOneStory,
  letPass,
  pingOf,
  record,
  seedHeartbeat,
  spansOf,
  toldOf,
} from '@/lib/pipeline/testing/heartbeat-story';

test('a ping after its deadline, before a detector has looked: the outage is told, and so is its end', async ({
  db,
}) => {
  const backup = await seedHeartbeat(db, await seedTenant(db));
  await record(db, [pingOf(backup, { body: Buffer.from('all is well') })]);
  await letPass(db, 600);
  await record(db, [pingOf(backup)]);
  expect(await spansOf(db, backup)).toBe('up, down, up…');
  expect(await toldOf(db, backup)).toBe('opened, resolved');
  await expectOneStory(db);
  const [incident] = await db.execute<{ cause: string; heartbeat: unknown }>(
    sql`select cause, evidence->'heartbeat' as heartbeat from incidents`,
  );
  expect(incident).toMatchObject({
    cause: 'heartbeat_missed',
    heartbeat: { ping: { n: 1, kind: 'success', body: 'all is well' } },
  });
});

test('an incident of a failure keeps what the ping said, and nothing of when one was expected', async ({
  db,
}) => {
  const backup = await seedHeartbeat(db, await seedTenant(db));
  await record(db, [pingOf(backup)]);
  await record(db, [pingOf(backup, { action: 'fail', exitStatus: 3, body: Buffer.from('disk full\0') })]);
  const [incident] = await db.execute<{ heartbeat: unknown }>(
    sql`select evidence->'heartbeat' as heartbeat from incidents`,
  );
  expect(incident?.heartbeat).toMatchObject({
    expected_at: null,
    deadline_at: null,
    ping: { n: 2, exit_status: 3, body: 'disk full\uFFFD' },
  });
});
