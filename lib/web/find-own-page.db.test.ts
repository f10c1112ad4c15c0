import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageDomains } from '@/db/schema/domains';
import { createTenant } from '@/db/testing/tenants';
import { addPage } from '@/lib/domains/testing/domain-world';
import { findOwnPage } from '@/lib/web/find-own-page';
import { serveStatus } from '@/lib/web/serve-status';
import { startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  api = await startApi();
  const tenant = await createTenant(api.db);
  const row = { organizationId: tenant.organizationId, nextCheckAt: new Date() };
  const pageId = await addPage(api.db, tenant, 'hidden', { isPublished: false });
  await api.db.insert(pageDomains).values([
    { ...row, pageId, hostname: 'hidden.example.com', verifiedAt: new Date() },
    { ...row, pageId, hostname: 'claimed.example.com' },
  ]);
});
afterAll(async () => await api.close());

it.each(['hidden.example.com', 'HIDDEN.example.com.', 'hidden.example.com:443'])(
  'under %s, the domain of a page that is not published, nothing is shown, and no dashboard either',
  async (host) => {
    const headers = new Headers({ host });
    expect(await findOwnPage(headers)).toBe('hidden');
    const request = new Request('http://127.0.0.1:3000/status/hidden', { headers });
    expect((await serveStatus(request, { slug: 'hidden', path: [] })).status).toBe(404);
  },
);

it('a name that was only claimed is nobody’s', async () => {
  expect(await findOwnPage(new Headers({ host: 'claimed.example.com' }))).toBeNull();
});
