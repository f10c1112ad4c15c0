import { eq, sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { test } from '@/db/testing/database';
import { createTenant, withRole } from '@/db/testing/tenants';
import { toUuid } from '@/lib/core/ids';
import { countAudience } from '@/lib/subscribers/count-audience';
import { queueNotifications } from '@/lib/subscribers/queue-notifications';
import { createIncident, createMailbox, createPage, createUpdate } from '@/lib/subscribers/testing/page';

async function toldOf(db: Db, updateId: string): Promise<string[]> {
  const rows = await db
    .select({ address: subscribers.address })
    .from(pageNotifications)
    .innerJoin(subscribers, eq(subscribers.id, pageNotifications.subscriberId))
    .where(eq(pageNotifications.updateId, updateId));
  return rows.map(({ address }) => address).sort();
}

async function story(db: Db) {
  const tenant = await createTenant(db);
  const made = await createPage(db, tenant);
  const { page, api, site, group } = made;
  await createMailbox(db, page, 'all@example.com');
  await createMailbox(db, page, 'api@example.com', { componentIds: [api] });
  await createMailbox(db, page, 'site@example.com', { componentIds: [site] });
  await createMailbox(db, page, 'group@example.com', { componentIds: [group] });
  await createMailbox(db, page, 'waiting@example.com', { confirmedAt: null });
  await createMailbox(db, page, 'gone@example.com', { unsubscribedAt: new Date() });
  await createMailbox(db, page, 'dead@example.com', { disabledReason: 'bounced' });
  const incident = await createIncident(db, page);
  const queued = (updateId: string, componentIds: readonly string[]) =>
    queueNotifications(db, { organizationId: page.organizationId, pageId: page.id, updateId, componentIds });
  return { tenant, ...made, incident, queued };
}

describe('queueing an update', () => {
  test('tells the confirmed who want its components, and everybody where it affects none', async ({ db }) => {
    const { incident, api, queued } = await story(db);
    const first = await createUpdate(db, incident);
    expect(await queued(first.id, [api])).toBe(3);
    expect(await toldOf(db, first.id)).toEqual(['all@example.com', 'api@example.com', 'group@example.com']);
    const other = await createIncident(db, { id: incident.pageId, organizationId: incident.organizationId });
    const general = await createUpdate(db, other);
    expect(await queued(general.id, [])).toBe(4);
  });

  test('tells whoever heard of the incident how it goes on, whatever the update affects', async ({ db }) => {
    const { incident, api, site, queued } = await story(db);
    const first = await createUpdate(db, incident);
    await queued(first.id, [api]);
    const second = await createUpdate(db, incident);
    await queued(second.id, [site]);
    expect(await toldOf(db, second.id)).toEqual([
      'all@example.com',
      'api@example.com',
      'group@example.com',
      'site@example.com',
    ]);
  });

  test('does so once, and leaves other pages and organizations alone', async ({ db }) => {
    const { incident, queued } = await story(db);
    const stranger = await createTenant(db, 'Other');
    const elsewhere = await createPage(db, stranger);
    await createMailbox(db, elsewhere.page, 'stranger@example.com');
    const update = await createUpdate(db, incident);
    expect([await queued(update.id, []), await queued(update.id, [])]).toEqual([4, 0]);
    expect(await toldOf(db, update.id)).not.toContain('stranger@example.com');
  });

  test('queues ten thousand by one statement', async ({ db }) => {
    const tenant = await createTenant(db);
    const { page } = await createPage(db, tenant);
    const [organization, pageUuid] = [toUuid(page.organizationId), toUuid(page.id)];
    await db.execute(sql`
      insert into subscribers (id, organization_id, page_id, kind, address, locale, confirmed_at)
      select gen_random_uuid(), ${organization}::uuid, ${pageUuid}::uuid, 'email', n || '@example.com', 'en', now()
      from generate_series(1, 10000) as n`);
    const update = await createUpdate(db, await createIncident(db, page));
    const count = await queueNotifications(db, {
      organizationId: page.organizationId,
      pageId: page.id,
      updateId: update.id,
      componentIds: [],
    });
    expect(count).toBe(10_000);
  });
});

describe('the audience', () => {
  test('counts who would be told, and shows some of them', async ({ db }) => {
    const { tenant, page, api } = await story(db);
    const audience = await countAudience(tenant.ctx, { page_id: page.id, component_ids: [api] });
    expect(audience).toMatchObject({ email: 3, webhook: 0, slack: 0 });
    expect(audience.examples.map(({ address }) => address)).toContain('api@example.com');
  });

  test('is nothing for viewers and other organizations', async ({ db }) => {
    const { tenant, page } = await story(db);
    const stranger = await createTenant(db, 'Other');
    const raw = { page_id: page.id, component_ids: [] };
    await expect(countAudience(withRole(tenant, 'viewer'), raw)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(countAudience(stranger.ctx, raw)).rejects.toMatchObject({ code: 'not_found' });
  });
});
