import { eq } from 'drizzle-orm';
import { expect, test as plainTest } from 'vitest';
import type { Db } from '@/db/client';
import { pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import type { NotificationStatus } from '@/lib/subscribers/constants';
import { sweepNotifications } from '@/lib/subscribers/sweep-notifications';
import { createPage } from '@/lib/subscribers/testing/page';

const now = new Date('2026-06-30T12:00:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const createdBy = { kind: 'system' as const, id: 'test', name: 'test' };

type Told = { resolvedAt: Date | null; saidAt: readonly Date[]; status?: NotificationStatus };

/** An incident whose updates were each meant for one subscriber. Gives back what names its notifications. */
async function tell(db: Db, { resolvedAt, saidAt, status = 'sent' }: Told): Promise<string> {
  const tenant = await createTenant(db);
  const { organizationId } = tenant;
  const { page } = await createPage(db, tenant);
  const [subscriberId, pageIncidentId] = [newId('sub'), newId('pin')];
  await db.insert(subscribers).values({
    ...{ id: subscriberId, organizationId, pageId: page.id, kind: 'email', address: 'ada@acme.test' },
    locale: 'en',
  });
  await db.insert(pageIncidents).values({
    ...{ id: pageIncidentId, organizationId, pageId: page.id, kind: 'incident', origin: 'person' },
    ...{ title: 'Slow', status: 'resolved', impact: 'none', startedAt: daysAgo(200), resolvedAt, createdBy },
  });
  for (const createdAt of saidAt) {
    const updateId = newId('pup');
    await db.insert(pageIncidentUpdates).values({
      ...{ id: updateId, organizationId, pageIncidentId, status: 'resolved', body: 'It is over' },
      ...{ displayAt: createdAt, isNotifying: true, createdBy, createdAt },
    });
    await db.insert(pageNotifications).values({ organizationId, subscriberId, updateId, status, createdAt });
  }
  return subscriberId;
}

const left = (db: Db, subscriberId: string) =>
  db.$count(pageNotifications, eq(pageNotifications.subscriberId, subscriberId));

test('who was sent what is forgotten of what is long over, once, and of nothing else', async ({ db }) => {
  const old = [daysAgo(120), daysAgo(91)];
  const gone = [
    await tell(db, { resolvedAt: daysAgo(91), saidAt: old }),
    await tell(db, { resolvedAt: daysAgo(91), saidAt: old, status: 'failed' }),
    await tell(db, { resolvedAt: daysAgo(91), saidAt: old, status: 'suppressed' }),
  ];
  const kept = [
    await tell(db, { resolvedAt: null, saidAt: old }),
    await tell(db, { resolvedAt: daysAgo(89), saidAt: old }),
    // Who was told before hears of a post-mortem, too: as long as something is said, all stays.
    await tell(db, { resolvedAt: daysAgo(91), saidAt: [daysAgo(91), daysAgo(1)] }),
    await tell(db, { resolvedAt: daysAgo(91), saidAt: old, status: 'pending' }),
    await tell(db, { resolvedAt: daysAgo(91), saidAt: old, status: 'sending' }),
  ];
  expect(await sweepNotifications(db, now, 90)).toBe(6);
  for (const id of gone) expect(await left(db, id)).toBe(0);
  for (const id of kept) expect(await left(db, id)).toBe(2);
  expect(await sweepNotifications(db, now, 90)).toBe(0);
});

plainTest('a notification that somebody else holds is left for the next time', async () => {
  const { db, close } = await freshDatabase();
  const id = await tell(db, { resolvedAt: daysAgo(91), saidAt: [daysAgo(100)] });
  await db.transaction(async (tx) => {
    await tx.select().from(pageNotifications).for('update');
    expect(await sweepNotifications(db, now, 90)).toBe(0);
  });
  expect(await sweepNotifications(db, now, 90)).toBe(1);
  expect(await left(db, id)).toBe(0);
  await close();
});
