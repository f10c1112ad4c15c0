import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { demoJobs, seedJobs } from '@/bin/demo/heartbeats';
import { test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { listMonitors } from '@/lib/monitors/list-monitors';
import { sweepHeartbeats } from '@/lib/pipeline/sweep-heartbeats';

test('the jobs of the demo have a calm past, and nobody is alerted of it', async ({ db }) => {
  const tenant = await createTenant(db);
  const ctx = { ...tenant.ctx, now: new Date() };
  const urls = await seedJobs(ctx, tenant.projectId);
  expect(Object.keys(urls)).toEqual(demoJobs.map(({ name }) => name));
  await sweepHeartbeats(db);
  const { data } = await listMonitors(ctx, {});
  expect(data.map(({ name, status }) => [name, status])).toEqual(
    demoJobs.map(({ name }) => [name, 'up']).sort(),
  );
  expect(await db.execute(sql`select count(*)::int as n from incidents`)).toEqual([{ n: 0 }]);
  const newsletter = data.find(({ name }) => name === 'Newsletter');
  expect(newsletter).toMatchObject({ heartbeat: { state: 'late' } });
});
