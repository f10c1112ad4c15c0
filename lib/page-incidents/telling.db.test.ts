import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { projects } from '@/db/schema/projects';
import { pageComponents } from '@/db/schema/status-pages';
import { test } from '@/db/testing/database';
import { createTenant, withApiKey, withRole } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
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

  test('a key of one project is shown its pages, however many of others have the monitor', async ({ db }) => {
    const tenant = await createTenant(db);
    const own = await addPage(db, tenant);
    const [monitorId = ''] = own.monitors;
    const outage = await addOutage(db, tenant, monitorId);
    const projectId = newId('prj');
    const { organizationId } = tenant;
    await db
      .insert(projects)
      .values({ id: projectId, organizationId, name: 'Other', slug: 'other', pingKey: projectId });
    await db.delete(pageComponents).where(eq(pageComponents.pageId, own.id));
    for (let count = 0; count < 20; count += 1) {
      const { id: pageId } = await addPage(db, { ...tenant, projectId });
      await db
        .insert(pageComponents)
        .values({ organizationId, pageId, kind: 'monitor', monitorId, name: 'API', position: 2 });
    }
    const { data } = await listOutagePages(withApiKey(tenant, ['read'], tenant.projectId), {
      incident_id: outage,
    });
    expect(data.map(({ id }) => id)).toEqual([own.id]);
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
