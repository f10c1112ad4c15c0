import { expect } from 'vitest';
import type { Db } from '@/db/client';
import { pageDomains } from '@/db/schema/domains';
import { statusPages } from '@/db/schema/status-pages';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { findProvenHostname, findProvenHostnames } from '@/lib/domains/find-proven-hostnames';

async function addPage(db: Db, { organizationId, projectId }: Tenant, slug: string): Promise<string> {
  const rows = await db
    .insert(statusPages)
    .values({ organizationId, projectId, slug, name: slug })
    .returning({ id: statusPages.id });
  return rows[0]?.id ?? '';
}

test('a page is told by the name that was proven first; names without a proof count for nothing', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const [acme, plain] = [await addPage(db, tenant, 'acme'), await addPage(db, tenant, 'plain')];
  const { organizationId } = tenant;
  const at = (day: number) => new Date(Date.UTC(2026, 2, day));
  const row = { organizationId, pageId: acme, nextCheckAt: at(9) };
  await db.insert(pageDomains).values([
    { ...row, hostname: 'new.example.com', verifiedAt: at(3) },
    { ...row, hostname: 'old.example.com', verifiedAt: at(2), failingSinceAt: at(4) },
    { ...row, hostname: 'claimed.example.com' },
    { ...row, pageId: plain, hostname: 'plain.example.com' },
  ]);
  expect(await findProvenHostname(db, acme)).toBe('old.example.com');
  expect(await findProvenHostname(db, plain)).toBeNull();
  expect(await findProvenHostnames(db, [acme, plain])).toEqual(
    new Map([[acme, ['old.example.com', 'new.example.com']]]),
  );
  expect(await findProvenHostnames(db, [])).toEqual(new Map());
});
