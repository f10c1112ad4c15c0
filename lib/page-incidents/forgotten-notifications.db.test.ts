import { expect } from 'vitest';
import { pageNotifications } from '@/db/schema/subscribers';
import { test } from '@/db/testing/database';
import { later } from '@/db/testing/tenants';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { getPageIncident } from '@/lib/page-incidents/get-page-incident';
import { openWorld } from '@/lib/page-incidents/testing/page-world';
import { sweepNotifications } from '@/lib/subscribers/sweep-notifications';

const dayMs = 86_400_000;

test('an incident whose subscribers are forgotten does not claim that there were none', async ({ db }) => {
  const { ctx, page } = await openWorld(db);
  const { id } = await createPageIncident(ctx, {
    ...{ page_id: page.id, title: 'Slow', body: 'Over by now', status: 'resolved' },
  });
  await db.update(pageNotifications).set({ status: 'sent' });
  const seen = async (days: number) => {
    const at = later(ctx, days * dayMs);
    await sweepNotifications(db, at.now, 90);
    return (await getPageIncident(at, { page_id: page.id, id })).updates.map(({ notified }) => notified);
  };
  expect(await seen(89)).toEqual([{ total: 1, sent: 1, failed: 0 }]);
  expect(await seen(91)).toEqual([null]);
});

test('an update that was for nobody says so for ever', async ({ db }) => {
  const { ctx, page } = await openWorld(db);
  const { id } = await createPageIncident(ctx, {
    ...{ page_id: page.id, title: 'Slow', body: 'Over by now', status: 'resolved', notify: false },
  });
  const { updates } = await getPageIncident(later(ctx, 91 * dayMs), { page_id: page.id, id });
  expect(updates).toMatchObject([{ notify: false, notified: { total: 0 } }]);
});
