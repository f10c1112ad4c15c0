import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest';
import { pageMarks } from '@/db/schema/status-pages';
import { test } from '@/db/testing/database';
import { createTenant, later, withApiKey, withRole } from '@/db/testing/tenants';
import { listAuditLog } from '@/lib/audit/list-audit-log';
import { newId } from '@/lib/core/ids';
import { checkPageDomain } from '@/lib/domains/check-page-domain';
import { createPageDomain } from '@/lib/domains/create-page-domain';
import { deletePageDomain } from '@/lib/domains/delete-page-domain';
import { findProvenHostname } from '@/lib/domains/find-proven-hostnames';
import { isHostnameServed } from '@/lib/domains/is-hostname-served';
import { listPageDomains } from '@/lib/domains/list-page-domains';
import { maxDomains } from '@/lib/domains/schema';
import {
  addPage,
  claim,
  type DomainWorld,
  ownHost,
  proofOf,
  startDomainWorld,
} from '@/lib/domains/testing/domain-world';

let world: DomainWorld;
const hostname = 'status.example.com';
const minuteMs = 60_000;

beforeAll(async () => {
  world = await startDomainWorld();
});
beforeEach(() => {
  world.zone.txt.clear();
  world.zone.cname.clear();
  world.zone.fail.clear();
});
afterAll(() => world.dns.close());

test('a claim says what to set, proves nothing yet, and is kept as DNS has names', async ({ db }) => {
  const { deps } = world;
  const { domain, pageId } = await claim(db, deps, { slug: 'acme', hostname: 'État.Example.COM.' });
  expect(domain).toMatchObject({ hostname: 'xn--tat-9la.example.com', state: 'unproven', checked_at: null });
  expect(domain.records).toEqual([
    {
      purpose: 'proof',
      type: 'TXT',
      name: '_stillup.xn--tat-9la.example.com',
      value: expect.stringMatching(/^stillup-verification=[\w-]{24}$/),
      is_found: null,
    },
    { purpose: 'traffic', type: 'CNAME', name: 'xn--tat-9la.example.com', value: ownHost, is_found: null },
  ]);
  expect(await findProvenHostname(db, pageId)).toBeNull();
  expect(await isHostnameServed(db, domain.hostname)).toBe(false);
});

test('on a machine without a public name there is nothing to lead to', async ({ db }) => {
  for (const appUrl of ['http://localhost:3000', 'http://203.0.113.7']) {
    const { domain } = await claim(db, { ...world.deps, appUrl }, { slug: `at-${appUrl.length}`, hostname });
    expect(domain.records.map(({ purpose }) => purpose)).toEqual(['proof']);
  }
});

test.for(['localhost', '203.0.113.7', '*.example.com', ownHost, 'https://status.example.com', 'a.internal'])(
  'refuses %s',
  async (raw, { db }) => {
    const tenant = await createTenant(db);
    const pageId = await addPage(db, tenant, 'acme');
    await expect(
      createPageDomain(tenant.ctx, { page_id: pageId, hostname: raw }, world.deps),
    ).rejects.toMatchObject({ code: 'invalid', errors: [{ pointer: '/hostname' }] });
  },
);

test('an organization claims a name once, for one page; another one may claim it too', async ({ db }) => {
  const { deps } = world;
  const first = await claim(db, deps, { slug: 'acme', hostname });
  const second = await addPage(db, first.tenant, 'second');
  for (const page_id of [first.pageId, second]) {
    await expect(
      createPageDomain(first.tenant.ctx, { page_id, hostname: 'STATUS.example.com' }, deps),
    ).rejects.toMatchObject({ code: 'conflict' });
  }
  const other = await claim(db, deps, { slug: 'rival', hostname });
  expect(other.domain.state).toBe('unproven');
  expect(proofOf(other)).not.toBe(proofOf(first));
});

test(`a page has at most ${maxDomains} names`, async ({ db }) => {
  const { tenant, pageId } = await claim(db, world.deps, { slug: 'acme', hostname });
  const add = (index: number) =>
    createPageDomain(tenant.ctx, { page_id: pageId, hostname: `s${index}.example.com` }, world.deps);
  for (let index = 1; index < maxDomains; index += 1) await add(index);
  await expect(add(maxDomains)).rejects.toMatchObject({ code: 'conflict' });
});

describe('looking at once', () => {
  test('says what DNS has instead, then proves, marks the page and tells the audit log', async ({ db }) => {
    const { deps, zone } = world;
    const claimed = await claim(db, deps, { slug: 'acme', hostname });
    const { tenant, pageId, domain } = claimed;
    const ref = { page_id: pageId, id: domain.id };
    const check = (minutes: number) =>
      checkPageDomain(later({ ...tenant.ctx, db }, minutes * minuteMs), ref, deps);

    expect(await check(1)).toMatchObject({
      state: 'unproven',
      last_error: `There is no TXT record at _stillup.${hostname} yet.`,
      records: [{ is_found: false }, { is_found: null }],
    });
    zone.txt.set(`_stillup.${hostname}`, ['v=spf1 -all', 'stillup-verification=somebody-elses-proof-000']);
    expect((await check(2)).last_error).toMatch(/^None of the TXT records/);
    expect(await findProvenHostname(db, pageId)).toBeNull();
    const marksBefore = await db.select().from(pageMarks).where(eq(pageMarks.pageId, pageId));
    expect(marksBefore).toHaveLength(0);

    zone.txt.set(`_stillup.${hostname}`, ['v=spf1 -all', proofOf(claimed)]);
    expect(await check(3)).toMatchObject({
      state: 'proven',
      last_error: `${hostname} has no CNAME to ${ownHost} yet.`,
      records: [{ is_found: true }, { is_found: false }],
    });
    expect(await findProvenHostname(db, pageId)).toBe(hostname);
    expect(await isHostnameServed(db, 'Status.Example.com.')).toBe(true);
    expect(await db.select().from(pageMarks).where(eq(pageMarks.pageId, pageId))).toHaveLength(1);

    zone.cname.set(hostname, ownHost);
    expect(await check(4)).toMatchObject({
      state: 'proven',
      last_error: null,
      records: [{ is_found: true }, { is_found: true }],
    });
    const { data } = await listAuditLog(tenant.ctx, {});
    expect(data.map(({ action }) => action)).toEqual(['page_domain.proven', 'page_domain.created']);
    expect(data[0]).toMatchObject({ target_id: domain.id, detail: { hostname, page_id: pageId } });
  });

  test('the same addresses are as good as a CNAME, others are told of', async ({ db }) => {
    const { deps, zone } = world;
    const claimed = await claim(db, deps, { slug: 'acme', hostname: 'example.com' });
    const { tenant, pageId, domain } = claimed;
    const check = (minutes: number) =>
      checkPageDomain(
        later({ ...tenant.ctx, db }, minutes * minuteMs),
        { page_id: pageId, id: domain.id },
        deps,
      );
    zone.txt.set('_stillup.example.com', [proofOf(claimed)]);
    zone.addresses.set('example.com', '203.0.113.9');
    expect(await check(1)).toMatchObject({
      state: 'proven',
      last_error: `example.com leads elsewhere than to ${ownHost}, as far as DNS tells.`,
    });
    zone.addresses.set('example.com', '203.0.113.1');
    expect(await check(2)).toMatchObject({ state: 'proven', last_error: null });
    zone.addresses.delete('example.com');
  });

  test('a name server that fails is said, and takes away no proof', async ({ db }) => {
    const { deps, zone } = world;
    const claimed = await claim(db, deps, { slug: 'acme', hostname });
    const { tenant, pageId, domain } = claimed;
    const check = (minutes: number) =>
      checkPageDomain(
        later({ ...tenant.ctx, db }, minutes * minuteMs),
        { page_id: pageId, id: domain.id },
        deps,
      );
    zone.txt.set(`_stillup.${hostname}`, [proofOf(claimed)]);
    zone.cname.set(hostname, ownHost);
    expect((await check(1)).state).toBe('proven');
    zone.fail.add(`_stillup.${hostname}`);
    expect(await check(2)).toMatchObject({
      state: 'proven',
      failing_since_at: null,
      last_error: `The name servers failed for _stillup.${hostname} (SERVFAIL).`,
    });
  });

  test('more than once in ten seconds is refused', async ({ db }) => {
    const { tenant, pageId, domain } = await claim(db, world.deps, { slug: 'acme', hostname });
    const ref = { page_id: pageId, id: domain.id };
    await checkPageDomain(later(tenant.ctx, minuteMs), ref, world.deps);
    await expect(checkPageDomain(later(tenant.ctx, minuteMs), ref, world.deps)).rejects.toMatchObject({
      code: 'rate_limited',
    });
    await checkPageDomain(later(tenant.ctx, minuteMs + 10_000), ref, world.deps);
  });
});

test('who deletes a name gives it up, and the page hears of it', async ({ db }) => {
  const { deps, zone } = world;
  const claimed = await claim(db, deps, { slug: 'acme', hostname });
  const { tenant, pageId, domain } = claimed;
  const ref = { page_id: pageId, id: domain.id };
  zone.txt.set(`_stillup.${hostname}`, [proofOf(claimed)]);
  await checkPageDomain(later(tenant.ctx, minuteMs), ref, deps);
  await deletePageDomain(tenant.ctx, ref);
  expect(await findProvenHostname(db, pageId)).toBeNull();
  expect(await isHostnameServed(db, hostname)).toBe(false);
  expect(await db.select().from(pageMarks).where(eq(pageMarks.pageId, pageId))).toHaveLength(2);
  await expect(deletePageDomain(tenant.ctx, ref)).rejects.toMatchObject({ code: 'not_found' });
});

test('a page that is not published is not served under its name', async ({ db }) => {
  const { deps, zone } = world;
  const tenant = await createTenant(db);
  const pageId = await addPage(db, tenant, 'draft', { isPublished: false });
  const domain = await createPageDomain(tenant.ctx, { page_id: pageId, hostname }, deps);
  zone.txt.set(`_stillup.${hostname}`, [proofOf({ tenant, pageId, domain })]);
  await checkPageDomain(later(tenant.ctx, minuteMs), { page_id: pageId, id: domain.id }, deps);
  expect(await findProvenHostname(db, pageId)).toBe(hostname);
  expect(await isHostnameServed(db, hostname)).toBe(false);
});

test('viewers read, editors write, and what is of others is not there', async ({ db }) => {
  const { deps } = world;
  const { tenant, pageId, domain } = await claim(db, deps, { slug: 'acme', hostname });
  const stranger = await createTenant(db, 'Other');
  const ref = { page_id: pageId, id: domain.id };
  const input = { page_id: pageId, hostname: 'second.example.com' };

  const viewer = withRole(tenant, 'viewer');
  expect((await listPageDomains(viewer, { page_id: pageId }, deps)).data).toHaveLength(1);
  await expect(createPageDomain(viewer, input, deps)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(checkPageDomain(viewer, ref, deps)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(deletePageDomain(viewer, ref)).rejects.toMatchObject({ code: 'forbidden' });

  const elsewhere = withApiKey(tenant, ['read', 'write'], newId('prj'));
  for (const ctx of [stranger.ctx, elsewhere]) {
    await expect(listPageDomains(ctx, { page_id: pageId }, deps)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(createPageDomain(ctx, input, deps)).rejects.toMatchObject({ code: 'not_found' });
    await expect(checkPageDomain(ctx, ref, deps)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deletePageDomain(ctx, ref)).rejects.toMatchObject({ code: 'not_found' });
  }
  const other = await addPage(db, tenant, 'other');
  await expect(deletePageDomain(tenant.ctx, { ...ref, page_id: other })).rejects.toMatchObject({
    code: 'not_found',
  });
  await createPageDomain(withRole(tenant, 'editor'), input, deps);
});
