import { expect, test } from 'vitest';
import { dataDocuments } from '@/lib/snapshots/data-documents';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import {
  builtAtMs,
  componentFacts,
  incidentFacts,
  maintenanceFacts,
  pageFacts,
} from '@/lib/snapshots/testing/facts';
import { publicId } from '@/lib/status-pages/rules/public-id';

const done = maintenanceFacts({ status: 'completed', resolvedAtMs: builtAtMs });
const upcoming = maintenanceFacts();
const facts = pageFacts({ components: [componentFacts()], incidents: [incidentFacts(), done, upcoming] });

test('every document that programs read is there, with its type', async () => {
  const view = viewPage(facts);
  const made = await Promise.all(
    dataDocuments(view).map(async ({ path, make }) => [path, (await make()).contentType] as const),
  );
  const json = 'application/json; charset=utf-8';
  expect(Object.fromEntries(made)).toEqual({
    'api/v2/summary.json': json,
    'api/v2/status.json': json,
    'api/v2/components.json': json,
    'api/v2/incidents.json': json,
    'api/v2/incidents/unresolved.json': json,
    'api/v2/scheduled-maintenances.json': json,
    'api/v2/scheduled-maintenances/upcoming.json': json,
    'api/v2/scheduled-maintenances/active.json': json,
    'history.rss': 'application/rss+xml; charset=utf-8',
    'history.atom': 'application/atom+xml; charset=utf-8',
    'maintenance.ics': 'text/calendar; charset=utf-8',
    [`${view.upcomingMaintenances[0]?.path}.ics`]: 'text/calendar; charset=utf-8',
    [`incidents/${publicId(done.id)}.ics`]: 'text/calendar; charset=utf-8',
  });
});

test('they are only made anew where something changed', () => {
  const sources = (other: typeof facts) => dataDocuments(viewPage(other)).map(({ source }) => source);
  const before = sources(facts);
  expect(sources({ ...facts, builtAtMs: builtAtMs + 60_000, checkedAtMs: builtAtMs })).toEqual(before);
  const [open, ...others] = facts.incidents;
  if (open === undefined) throw new Error('no incident');
  const renamed = sources({ ...facts, incidents: [{ ...open, title: 'Other' }, ...others] });
  expect(renamed.filter((source) => before.includes(source))).toHaveLength(8);
});
