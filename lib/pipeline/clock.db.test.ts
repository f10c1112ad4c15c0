import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '@/db/testing/database';
import { claimChecks } from '@/lib/pipeline/claim-checks';
import { bringBackStrayed, peekSchedule } from '@/lib/pipeline/internal/claim-queries';
import { DatabaseClock } from '@/lib/pipeline/internal/database-clock';
import { seedMonitor, seedTenant } from '@/lib/pipeline/internal/testing';

test('after the clock was set back by an hour, checks do not wait for that hour', async ({ db }) => {
  const tenant = await seedTenant(db);
  await seedMonitor(db, tenant, { intervalSeconds: 60 });
  await seedMonitor(db, tenant, { intervalSeconds: 7200 });
  await db.execute(
    sql`update check_schedules set due_at = now() + interval '1 hour', scheduled_at = now() + interval '1 hour'`,
  );
  expect(await bringBackStrayed(db, 'local')).toBe(1);
  expect((await claimChecks(db, 'local', 10)).checks.map(({ intervalMs }) => intervalMs)).toEqual([60_000]);
});

test('a step back of the clock is noticed, ordinary delays are not', () => {
  let monotonic = 0;
  const clock = new DatabaseClock(() => monotonic);
  expect(() => clock.now()).toThrow();
  expect(clock.set(1_000_000)).toBe(0);
  monotonic = 5000;
  expect(clock.now()).toBe(1_005_000);
  expect(clock.set(1_003_000)).toBe(0);
  expect(clock.set(1_003_000 - 3_600_000)).toBe(3_600_000);
});

test('a missed slot is skipped: a check that is late answers for the last slot that has come', async ({
  db,
}) => {
  const tenant = await seedTenant(db);
  await seedMonitor(db, tenant, { intervalSeconds: 60 });
  await db.execute(
    sql`update check_schedules set due_at = now() - interval '1 hour', scheduled_at = now() - interval '1 hour'`,
  );
  const { checks, nowMs } = await claimChecks(db, 'local', 10);
  const lateMs = (nowMs ?? 0) - (checks[0]?.slotMs ?? 0);
  expect(lateMs).toBeGreaterThanOrEqual(0);
  expect(lateMs).toBeLessThan(60_000);
});

test('what is leased is not due until the lease ends, and is not waited for', async ({ db }) => {
  const tenant = await seedTenant(db);
  await seedMonitor(db, tenant);
  expect((await claimChecks(db, 'local', 10)).checks).toHaveLength(1);
  expect((await claimChecks(db, 'local', 10)).checks).toHaveLength(0);
  expect((await peekSchedule(db, 'local')).waitMs).toBeNull();
  await db.execute(sql`update check_schedules set lease_until_at = now()`);
  expect((await claimChecks(db, 'local', 10)).checks).toHaveLength(1);
});
