import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { statusPages } from '@/db/schema/status-pages';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { pageAccesses } from '@/lib/status-pages/constants';
import { countAudience } from '@/lib/subscribers/count-audience';
import { createSubscriber } from '@/lib/subscribers/create-subscriber';
import { queueNotifications } from '@/lib/subscribers/queue-notifications';
import { isAllowedMailbox } from '@/lib/subscribers/rules/allowed-mailbox';
import { testSubscriberDeps } from '@/lib/subscribers/testing/deps';
import { createIncident, createMailbox, createPage, createUpdate } from '@/lib/subscribers/testing/page';

const addresses = [
  'ada@acme.example',
  'eve@acme.example.evil.example',
  'bob@sub.acme.example',
  'sly@notacme.example',
  '"odd@acme.example"@elsewhere.example',
  'grace@beta.example',
];
const domains = ['acme.example', 'beta.example'];

for (const access of pageAccesses) {
  test(`of a page with the access ${access}, who is counted is who is told, and who may be`, async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    const { page } = await createPage(db, tenant, { access, allowedEmailDomains: domains });
    for (const address of addresses) await createMailbox(db, page, address);
    const hook = { page_id: page.id, kind: 'webhook', url: 'https://hooks.example.com/in' };
    await createSubscriber(tenant.ctx, hook, testSubscriberDeps(db));
    const allowed = addresses.filter((address) => isAllowedMailbox(page, address));
    expect(allowed).toEqual(access === 'email' ? ['ada@acme.example', 'grace@beta.example'] : addresses);

    const audience = await countAudience(tenant.ctx, { page_id: page.id });
    const outside_domains = addresses.length - allowed.length;
    expect(audience).toMatchObject({ email: allowed.length, webhook: 1, slack: 0, outside_domains });

    const update = await createUpdate(db, await createIncident(db, page));
    const count = await queueNotifications(db, {
      ...{ organizationId: page.organizationId, pageId: page.id, updateId: update.id, componentIds: [] },
    });
    expect(count).toBe(allowed.length + 1);
    const told = await db
      .select({ address: subscribers.address })
      .from(pageNotifications)
      .innerJoin(subscribers, eq(subscribers.id, pageNotifications.subscriberId));
    expect(told.map(({ address }) => address).sort()).toEqual([...allowed, 'hooks.example.com'].sort());
  });
}

test('whoever heard of an incident before a page was closed to them hears no more of it', async ({ db }) => {
  const tenant = await createTenant(db);
  const { page } = await createPage(db, tenant);
  await createMailbox(db, page, 'eve@elsewhere.example');
  const incident = await createIncident(db, page);
  const tell = async () => {
    const { id: updateId } = await createUpdate(db, incident);
    const { organizationId, id: pageId } = page;
    return queueNotifications(db, { organizationId, pageId, updateId, componentIds: [] });
  };
  expect(await tell()).toBe(1);
  await db.update(statusPages).set({ access: 'email', allowedEmailDomains: domains });
  expect(await tell()).toBe(0);
});

test('before a page is closed to others it is counted who would be told then', async ({ db }) => {
  const tenant = await createTenant(db);
  const { page } = await createPage(db, tenant);
  for (const address of addresses) await createMailbox(db, page, address);
  await createMailbox(db, page, 'waiting@elsewhere.example', { confirmedAt: null });
  const count = (allowed_email_domains: string | string[]) =>
    countAudience(tenant.ctx, { page_id: page.id, allowed_email_domains });
  expect(await count('')).toMatchObject({ email: 6, outside_domains: 0 });
  expect(await count('ACME.example, beta.example')).toMatchObject({ email: 2, outside_domains: 4 });
  expect(await count(['nobody.example'])).toMatchObject({ email: 0, outside_domains: 6, examples: [] });
});
