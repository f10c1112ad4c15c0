import { expect, test } from 'vitest';
import { inspectDatabase } from '@/db/inspect';
import { pageDomains } from '@/db/schema/domains';
import { statusPages } from '@/db/schema/status-pages';
import { freshDatabase } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';

test('finds the names that have lost their proof, and no others', async () => {
  const { db, url, close } = await freshDatabase();
  try {
    expect(await inspectDatabase(url)).toMatchObject({ pendingMigrations: 0, failingDomains: [] });
    const { organizationId, projectId } = await createTenant(db);
    const page = { organizationId, projectId, slug: 'acme', name: 'Acme' };
    const [made] = await db.insert(statusPages).values(page).returning({ pageId: statusPages.id });
    const row = { organizationId, pageId: made?.pageId ?? '', nextCheckAt: new Date() };
    await db.insert(pageDomains).values([
      { ...row, hostname: 'failing.example.com', verifiedAt: new Date(), failingSinceAt: new Date() },
      { ...row, hostname: 'proven.example.com', verifiedAt: new Date() },
      { ...row, hostname: 'claimed.example.com' },
    ]);
    expect(await inspectDatabase(url)).toMatchObject({ failingDomains: ['failing.example.com'] });
  } finally {
    await close();
  }
});
