import { expect } from 'vitest';
import { test } from '@/db/testing/database';
import { createTenant, withApiKey, withRole } from '@/db/testing/tenants';
import { listPageStates } from '@/lib/snapshots/list-page-states';
import type { BadgeFacts } from '@/lib/snapshots/schema';
import { htmlPlan, snapshotOf, storePage } from '@/lib/snapshots/testing/stored-page';
import { writeSnapshot } from '@/lib/snapshots/write-snapshot';

const badge = (status: BadgeFacts['status']): BadgeFacts => ({
  label: 'Acme',
  status,
  uptimeRatio: null,
  responseMs: null,
});

test('each finished page says its worst, to its own people and within the project of a key', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const { organizationId, projectId } = tenant;
  const page = await storePage(db, { organizationId, projectId });
  const foreign = await storePage(db);
  await storePage(db, { organizationId, projectId });
  const badges = { '': badge('partial_outage'), abcdefghijkl: badge('operational') };
  await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'One')], { badges }));
  await writeSnapshot(db, snapshotOf(foreign, [htmlPlan('', 'One')], { badges: { '': badge('unknown') } }));
  const shown = { data: [{ page_id: page.id, status: 'partial_outage' }] };
  expect(await listPageStates(withRole(tenant, 'viewer'), {})).toEqual(shown);
  expect(await listPageStates(withApiKey(tenant, ['read'], projectId), {})).toEqual(shown);
  expect(await listPageStates(withApiKey(tenant, ['read'], foreign.projectId), {})).toEqual({ data: [] });
  await expect(listPageStates(withApiKey(tenant, ['ping']), {})).rejects.toMatchObject({ code: 'forbidden' });
});
