import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { demoDays } from '@/bin/demo/monitors';
import { seedDemo } from '@/bin/demo/seed';
import { stories } from '@/bin/demo/status-page-stories';
import { demoSlug } from '@/bin/demo/status-pages';
import { test } from '@/db/testing/database';
import { fromUuid, newId } from '@/lib/core/ids';
import { loadPageFacts } from '@/lib/snapshots/load-page-facts';
import type { DayView } from '@/lib/snapshots/rules/page-view';
import { statuspageDocuments } from '@/lib/snapshots/rules/statuspage-v2';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { contractFaults } from '@/lib/snapshots/testing/statuspage-contract';

const targetUrl = 'http://127.0.0.1:9';

test('the page of the demo has ninety days behind it, and tells of outages that its monitors had', async ({
  db,
}) => {
  const now = new Date();
  await seedDemo({ db, now, requestId: newId('req') }, { targetUrl, vendorsUrl: targetUrl });
  const [stored] = await db.execute<{ id: string; subscribers: number; drafts: number }>(sql`
    select p.id::text,
      (select count(*)::int from subscribers s where s.page_id = p.id and s.confirmed_at is not null) as subscribers,
      (select count(*)::int from page_incidents i where i.page_id = p.id and i.published_at is null) as drafts
    from status_pages p where slug = ${demoSlug}`);
  expect(stored).toMatchObject({ subscribers: 3, drafts: 0 });
  const facts = await loadPageFacts(db, fromUuid('pag', stored?.id ?? ''));
  if (facts === null) throw new Error('the page of the demo is missing');
  const view = viewPage(facts);
  expect(contractFaults(statuspageDocuments(view))).toEqual([]);

  expect(view.overall).toMatchObject({ indicator: 'major', isUnknown: false });
  expect(view.open.map(({ status }) => status)).toEqual(['identified']);
  expect(view.upcomingMaintenances).toHaveLength(1);
  expect(view.tree.map((item) => (item.kind === 'group' ? item.children.length : 0))).toEqual([4, 2, 2]);
  const past = view.all.filter(({ kind, resolvedAtMs }) => kind === 'incident' && resolvedAtMs !== null);
  expect(past).toHaveLength(stories.length);
  expect(past.filter(({ updates }) => updates.some(({ status }) => status === 'postmortem'))).toHaveLength(1);

  expect(view.components.filter(({ kind }) => kind === 'static')).toHaveLength(2);
  const checkout = view.components.find(({ name }) => name === 'Checkout');
  expect(checkout?.days).toHaveLength(demoDays);
  expect(checkout?.days?.filter(({ state }) => state === 'no_data')).toEqual([]);
  for (const incident of past.filter(({ title }) => title !== 'Push notifications arrived late')) {
    const named = view.components.filter(({ name }) => incident.componentNames.includes(name));
    const told = named.flatMap(({ days }) => (days ?? []).filter((day) => isAbout(day, incident.publicId)));
    expect(
      told.some(({ downMs }) => downMs > 0),
      incident.title,
    ).toBe(true);
  }
});

function isAbout({ incidents }: DayView, publicId: string): boolean {
  return incidents.some((incident) => incident.publicId === publicId);
}
