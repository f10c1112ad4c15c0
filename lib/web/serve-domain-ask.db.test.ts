import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET } from '@/app/api/domains/ask/route';
import { pageDomains } from '@/db/schema/domains';
import { createTenant } from '@/db/testing/tenants';
import { addPage } from '@/lib/domains/testing/domain-world';
import { startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  api = await startApi();
  const tenant = await createTenant(api.db);
  const { organizationId } = tenant;
  const [shown, hidden] = [
    await addPage(api.db, tenant, 'shown'),
    await addPage(api.db, tenant, 'hidden', { isPublished: false }),
  ];
  const row = { organizationId, nextCheckAt: new Date() };
  await api.db.insert(pageDomains).values([
    { ...row, pageId: shown, hostname: 'status.example.com', verifiedAt: new Date() },
    {
      ...row,
      pageId: shown,
      hostname: 'failing.example.com',
      verifiedAt: new Date(),
      failingSinceAt: new Date(),
    },
    { ...row, pageId: shown, hostname: 'claimed.example.com' },
    { ...row, pageId: hidden, hostname: 'hidden.example.com', verifiedAt: new Date() },
  ]);
});
afterAll(async () => await api.close());

async function ask(query: string): Promise<number> {
  const response = await GET(new Request(`http://127.0.0.1:3000/api/domains/ask${query}`));
  expect(await response.text()).toBe('');
  return response.status;
}

it.each(['status.example.com', 'STATUS.example.com.', 'failing.example.com'])(
  'a proxy gets a certificate for %s',
  async (domain) => {
    expect(await ask(`?domain=${domain}`)).toBe(200);
  },
);

it.each([
  '',
  '?domain=',
  '?domain=claimed.example.com',
  '?domain=hidden.example.com',
  '?domain=unknown.example.com',
  '?domain=x.status.example.com',
  '?domain=203.0.113.7',
  '?domain=%00',
  "?domain='%20or%20true--",
  `?domain=${'a'.repeat(5000)}`,
])('and none for %j', async (query) => {
  expect(await ask(query)).toBe(404);
});

it('while nobody can tell, it is neither yes nor no', async () => {
  const lost = await startApi();
  await lost.close();
  const { setWebRuntime } = await import('@/lib/web/runtime');
  const { pino } = await import('pino');
  setWebRuntime({
    database: lost.database,
    databaseUrl: lost.database.url,
    logger: pino({ level: 'silent' }),
    appUrl: 'http://localhost:3000',
    appSecret: 'x'.repeat(32),
  });
  expect(await ask('?domain=status.example.com')).toBe(503);
});
