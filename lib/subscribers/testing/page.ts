import type { Db } from '@/db/client';
import { pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { pageComponents, statusPages } from '@/db/schema/status-pages';
import { subscribers } from '@/db/schema/subscribers';
import type { Tenant } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';

type Owner = Pick<Tenant, 'organizationId' | 'projectId'>;

/** A published page with two components, one of them in a group. */
export async function createPage(
  db: Db,
  { organizationId, projectId }: Owner,
  values: Partial<typeof statusPages.$inferInsert> = {},
) {
  const id = newId('pag');
  const row = {
    id,
    organizationId,
    projectId,
    slug: id.slice(4),
    name: 'Acme',
    isPublished: true,
    ...values,
  };
  const [page] = await db.insert(statusPages).values(row).returning();
  if (page === undefined) throw new Error('no page');
  const [group, api, site] = [newId('cmp'), newId('cmp'), newId('cmp')];
  const common = { organizationId, pageId: id };
  await db.insert(pageComponents).values([
    { ...common, id: group, kind: 'group', name: 'Services', position: 0 },
    { ...common, id: api, kind: 'static', name: 'API', groupId: group, position: 0 },
    { ...common, id: site, kind: 'static', name: 'Site', position: 1 },
  ]);
  return { page, group, api, site };
}

/** A published incident with its first update. */
export async function createIncident(
  db: Db,
  page: { id: string; organizationId: string },
  values: Partial<typeof pageIncidents.$inferInsert> = {},
) {
  const at = new Date('2026-03-04T05:00:00.000Z');
  const createdBy = { kind: 'system' as const, id: 'test', name: 'Test' };
  const [incident] = await db
    .insert(pageIncidents)
    .values({
      organizationId: page.organizationId,
      pageId: page.id,
      kind: 'incident',
      origin: 'person',
      title: 'The API fails',
      status: 'investigating',
      impact: 'major',
      publishedAt: at,
      startedAt: at,
      createdBy,
      ...values,
    })
    .returning();
  if (incident === undefined) throw new Error('no incident');
  return incident;
}

export async function createUpdate(
  db: Db,
  incident: { id: string; organizationId: string },
  values: Partial<typeof pageIncidentUpdates.$inferInsert> = {},
) {
  const [update] = await db
    .insert(pageIncidentUpdates)
    .values({
      organizationId: incident.organizationId,
      pageIncidentId: incident.id,
      status: 'investigating',
      body: 'We **look** into it.',
      displayAt: new Date('2026-03-04T05:00:00.000Z'),
      isNotifying: true,
      createdBy: { kind: 'system', id: 'test', name: 'Test' },
      ...values,
    })
    .returning();
  if (update === undefined) throw new Error('no update');
  return update;
}

export async function createMailbox(
  db: Db,
  page: { id: string; organizationId: string },
  address: string,
  values: Partial<typeof subscribers.$inferInsert> = {},
) {
  const [row] = await db
    .insert(subscribers)
    .values({
      organizationId: page.organizationId,
      pageId: page.id,
      kind: 'email',
      address,
      locale: 'en',
      confirmedAt: new Date('2026-03-01T00:00:00.000Z'),
      ...values,
    })
    .returning();
  if (row === undefined) throw new Error('no subscriber');
  return row;
}
