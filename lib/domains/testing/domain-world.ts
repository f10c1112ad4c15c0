import type { Db } from '@/db/client';
import { statusPages } from '@/db/schema/status-pages';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { createPageDomain } from '@/lib/domains/create-page-domain';
import type { DomainDeps } from '@/lib/domains/domain-deps';
import { listPageDomains } from '@/lib/domains/list-page-domains';
import { createRecordResolver } from '@/lib/domains/record-resolver';
import type { PageDomainView } from '@/lib/domains/schema';
import { type FakeDns, startFakeDns } from '@/lib/net/testing/fake-dns';

export const ownHost = 'stillup.example.org';

/** What stands in DNS, by name. `fail`: the name servers do. */
export type Zone = {
  txt: Map<string, readonly string[]>;
  cname: Map<string, string>;
  addresses: Map<string, string>;
  fail: Set<string>;
  /** Awaited before each answer. */
  beforeAnswer: () => Promise<void>;
};

export type DomainWorld = {
  zone: Zone;
  dns: FakeDns;
  deps: DomainDeps;
};

export async function startDomainWorld(): Promise<DomainWorld> {
  const zone: Zone = {
    txt: new Map(),
    cname: new Map(),
    addresses: new Map([[ownHost, '203.0.113.1']]),
    fail: new Set(),
    beforeAnswer: async () => {},
  };
  const dns = await startFakeDns(async (name, type) => {
    await zone.beforeAnswer();
    const [txt, cname, address] = [zone.txt.get(name), zone.cname.get(name), zone.addresses.get(name)];
    if (zone.fail.has(name)) return { kind: 'rcode', code: 2 };
    if (type === 'TXT' && txt !== undefined) return { kind: 'txt', values: txt };
    if (type !== 'TXT' && cname !== undefined) return { kind: 'cname', to: cname };
    if (type === 'A' && address !== undefined) return { kind: 'addresses', v4: [address] };
    return { kind: 'rcode', code: 3 };
  });
  const resolver = createRecordResolver({ servers: [dns.server], queryTimeoutMs: 2000 });
  const signer = createLinkSigner('a secret of at least thirty-two characters');
  return { zone, dns, deps: { resolver, signer, appUrl: `https://${ownHost}` } };
}

export async function addPage(
  db: Db,
  { organizationId, projectId }: Tenant,
  slug: string,
  more: Partial<typeof statusPages.$inferInsert> = {},
): Promise<string> {
  const rows = await db
    .insert(statusPages)
    .values({ organizationId, projectId, slug, name: slug, isPublished: true, ...more })
    .returning({ id: statusPages.id });
  const [row] = rows;
  if (row === undefined) throw new Error('no page was made');
  return row.id;
}

export type Claimed = { tenant: Tenant; pageId: string; domain: PageDomainView };

/** A tenant of its own that claims a name for a page of its own. */
export async function claim(
  db: Db,
  deps: DomainDeps,
  { slug, hostname }: { slug: string; hostname: string },
): Promise<Claimed> {
  const tenant = await createTenant(db, slug);
  const pageId = await addPage(db, tenant, slug);
  return { tenant, pageId, domain: await createPageDomain(tenant.ctx, { page_id: pageId, hostname }, deps) };
}

export function proofOf({ domain }: Claimed): string {
  return domain.records.find(({ purpose }) => purpose === 'proof')?.value ?? '';
}

/** As it is now. */
export async function look(db: Db, { tenant, pageId }: Claimed, deps: DomainDeps): Promise<PageDomainView> {
  const { data } = await listPageDomains({ ...tenant.ctx, db }, { page_id: pageId }, deps);
  const [first] = data;
  if (first === undefined) throw new Error('the page has no domain');
  return first;
}
