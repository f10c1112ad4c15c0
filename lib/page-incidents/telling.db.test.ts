import { describe, expect } from 'vitest';
import { test } from '@/db/testing/database';
import { createTenant, withRole } from '@/db/testing/tenants';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { discardPageIncident } from '@/lib/page-incidents/discard-page-incident';
import { listOutagePages } from '@/lib/page-incidents/list-outage-pages';
import { listPageDrafts } from '@/lib/page-incidents/list-page-drafts';
import { publishPageIncident } from '@/lib/page-incidents/publish-page-incident';
import { addOutage, addPage } from '@/lib/page-incidents/testing/page-world';

const words = { title: 'Checkout fails', body: 'We look into it.' };

describe('listOutagePages', () => {
  test('names the pages with the monitor first, and what tells of the outage on each', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await addPage(db, tenant);
    const page = await addPage(db, tenant);
    const outage = await addOutage(db, tenant, page.monitors[0] ?? '');
    const before = await listOutagePages(withRole(tenant, 'viewer'), { incident_id: outage });
    expect(before.data.map(({ id, shows_monitor, told }) => [id, shows_monitor, told])).toEqual([
      [page.id, true, null],
      [other.id, false, null],
    ]);
    const draft = await createPageIncident(tenant.ctx, {
      page_id: page.id,
      ...words,
      incident_ids: [outage],
      is_draft: true,
    });
    const told = async () =>
      (await listOutagePages(tenant.ctx, { incident_id: outage })).data.find(({ id }) => id === page.id)
        ?.told;
    expect(await told()).toMatchObject({ id: draft.id, is_draft: true, status: 'investigating' });
    await publishPageIncident(tenant.ctx, { page_id: page.id, id: draft.id });
    expect(await told()).toMatchObject({ id: draft.id, is_draft: false });
  });

  test('what was discarded tells of nothing, and other tenants see no outage', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const outage = await addOutage(db, tenant, page.monitors[0] ?? '');
    const draft = await createPageIncident(tenant.ctx, {
      page_id: page.id,
      ...words,
      incident_ids: [outage],
      is_draft: true,
    });
    await discardPageIncident(tenant.ctx, { page_id: page.id, id: draft.id });
    const { data } = await listOutagePages(tenant.ctx, { incident_id: outage });
    expect(data[0]).toMatchObject({ id: page.id, told: null });
    const stranger = await createTenant(db);
    await expect(listOutagePages(stranger.ctx, { incident_id: outage })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('listPageDrafts', () => {
  test('holds drafts that wait, of one organization, until they are published or discarded', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    await addPage(db, await createTenant(db));
    const make = () => createPageIncident(tenant.ctx, { page_id: page.id, ...words, is_draft: true });
    const [first, second, third] = [await make(), await make(), await make()];
    await publishPageIncident(tenant.ctx, { page_id: page.id, id: first.id });
    await discardPageIncident(tenant.ctx, { page_id: page.id, id: second.id });
    const { data } = await listPageDrafts(withRole(tenant, 'viewer'), {});
    expect(data.map(({ id, page_name, publish_at }) => [id, page_name, publish_at])).toEqual([
      [third.id, 'Acme', null],
    ]);
    expect((await listPageDrafts((await createTenant(db)).ctx, {})).data).toEqual([]);
    expect((await listPageDrafts(tenant.ctx, { project_id: tenant.projectId })).data).toHaveLength(1);
  });
});
