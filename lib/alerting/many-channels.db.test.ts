import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { channels, deliveries } from '@/db/schema/alerting';
import { test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { selectDueChannels } from '@/lib/alerting/queries/claiming';
import { addChannel, addUp, goDown } from '@/lib/alerting/testing/policy-world';
import { newId } from '@/lib/core/ids';

test('a flood on one channel hides no other', async ({ db }) => {
  const tenant = await createTenant(db);
  const flooded = await addChannel(db, tenant, 'GitHub');
  await db.insert(deliveries).values(
    Array.from({ length: 600 }, () => ({
      id: newId('dlv'),
      organizationId: tenant.organizationId,
      channelId: flooded,
      incidentId: null,
      transition: 'channel_disabled' as const,
      status: 'pending' as const,
      message: {},
      nextAttemptAt: sql`now() - interval '1 minute'`,
    })),
  );
  const other = await addChannel(db, tenant, 'Other');
  await db.update(channels).set({ enabled: false }).where(eq(channels.id, flooded));
  await goDown(db, tenant, [await addUp(db, tenant)]);
  expect((await selectDueChannels(db, [])).sort()).toEqual([flooded, other].sort());
});
