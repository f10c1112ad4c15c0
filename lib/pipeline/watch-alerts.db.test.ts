import { expect } from 'vitest';
import { deliveries, escalations } from '@/db/schema/alerting';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { addChannel, addMonitors, addPolicy, goDown, passMinutes } from '@/lib/alerting/testing/policy-world';
import { createLogger } from '@/lib/core/logger';
import { watchAlerts } from '@/lib/pipeline/watch-alerts';

test('two that watch tell once what comes due, say that there is something to send, and end when asked', async () => {
  const database = await freshDatabase();
  try {
    const { db } = database;
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const step = (after_minutes: number) => ({ after_minutes, all_channels: true });
    await addPolicy(tenant, { steps: [step(0), step(5)] });
    await goDown(db, tenant, await addMonitors(db, tenant, 3));
    await passMinutes(db, 5);
    const stop = new AbortController();
    let onDeliveries = () => {};
    const told = new Promise<void>((resolve) => {
      onDeliveries = resolve;
    });
    const logger = createLogger('test', { level: 'silent' });
    const options = { signal: stop.signal, shouldEnd: () => false };
    const watching = [1, 2].map(() =>
      watchAlerts({ db, logger, onDeliveries: () => onDeliveries() }, options),
    );
    await told;
    stop.abort();
    const summaries = await Promise.all(watching);
    expect(summaries.reduce((sum, { deliveries: each }) => sum + each, 0)).toBe(3);
    expect(await db.$count(deliveries)).toBe(6);
    expect(await db.$count(escalations)).toBe(0);
  } finally {
    await database.close();
  }
});
