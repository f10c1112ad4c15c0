import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '@/db/testing/database';
import { seedTenant } from '@/lib/pipeline/internal/testing';
import { sweepHeartbeats } from '@/lib/pipeline/sweep-heartbeats';
import {
  deadlineInSeconds,
  expectDeadlineIn,
  letPass,
  pingOf,
  record,
  seedHeartbeat,
  toldOf,
} from '@/lib/pipeline/testing/heartbeat-story';

test.for([
  ['a member that came later', '{"colour": "red"}', 360],
  [
    'a zone that is no more',
    '{"schedule": {"kind": "cron", "expression": "* * * * *", "time_zone": "Mars/Base"}}',
    null,
  ],
  ['a grace that is none', '{"grace_seconds": -1}', 3900],
] as const)('a spec that another version saved stops nobody: %s', async ([, patch, deadline], { db }) => {
  const tenant = await seedTenant(db);
  const [odd, other] = [await seedHeartbeat(db, tenant), await seedHeartbeat(db, tenant)];
  await db.execute(
    sql`update monitors set spec = spec || ${patch}::text::jsonb where id = ${odd.uuid}::uuid`,
  );
  const pings = [pingOf(odd), pingOf(other)];
  expect((await record(db, pings)).outcomes).toEqual(['recorded', 'recorded']);
  if (deadline === null) expect(await deadlineInSeconds(db, odd)).toBeNull();
  else await expectDeadlineIn(db, odd, deadline);
  await letPass(db, 500);
  expect(await sweepHeartbeats(db)).toMatchObject({ down: deadline === 360 ? 2 : 1 });
  await record(db, [pingOf(odd, { action: 'fail' }), pingOf(other)]);
  expect(await toldOf(db, odd)).toBe('opened');
});
