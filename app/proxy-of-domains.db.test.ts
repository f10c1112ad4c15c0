import { eq } from 'drizzle-orm';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET, POST } from '@/app/(status)/status/[slug]/[[...path]]/route';
import { pageDomains } from '@/db/schema/domains';
import { pageSnapshots, statusPages } from '@/db/schema/status-pages';
import { dataPlan, htmlPlan, snapshotOf, storePage } from '@/lib/snapshots/testing/stored-page';
import { writeSnapshot } from '@/lib/snapshots/write-snapshot';
import { startApi } from '@/lib/web/testing/api';
import { config, proxy } from '@/proxy';

let api: Awaited<ReturnType<typeof startApi>>;
let page: Awaited<ReturnType<typeof storePage>>;
const ownHost = 'status.acme.test';

beforeAll(async () => {
  api = await startApi();
  page = await storePage(api.db);
  const { id: pageId, organizationId } = page;
  const now = new Date();
  const domain = { organizationId, pageId, nextCheckAt: now };
  await api.db.insert(pageDomains).values([
    { ...domain, hostname: ownHost, verifiedAt: now },
    { ...domain, hostname: 'claimed.acme.test' },
  ]);
});
beforeEach(async () => {
  await api.db.delete(pageSnapshots);
  const plans = [htmlPlan('', 'All well'), dataPlan('api/v2/status.json', { ok: true })];
  await writeSnapshot(api.db, snapshotOf(page, plans, { hostnames: [ownHost] }));
});
afterAll(async () => api.close());

/** As Next does it: the proxy first, then the route that it names. */
async function visit(target: string, host: string, headers: Record<string, string> = {}) {
  const url = `http://localhost:3000${target}`;
  const answer = await proxy(new NextRequest(url, { headers: { host, ...headers } }));
  const rewritten = answer.headers.get('x-middleware-rewrite');
  return { answer, rewritten: rewritten === null ? null : new URL(rewritten) };
}

async function read(rest: string, { slug = page.slug, ...init }: RequestInit & { slug?: string } = {}) {
  const path = rest.split('/').filter((part) => part !== '');
  const request = new Request(`http://localhost:3000/status/${slug}/${rest}`, init);
  const handle = init.method === 'POST' ? POST : GET;
  const response = await handle(request, { params: Promise.resolve({ slug, path }) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('a domain of its own', () => {
  test.each([
    '/',
    '/de',
    '/api/v2/status.json',
    '/sign-in',
    '/api/v1/monitors',
    '/api/auth/signin',
    '/status/other',
  ])('has whatever is asked of it below its page: %s', async (target) => {
    for (const headers of [{}, { 'x-forwarded-host': ownHost, host: 'localhost:3000' }]) {
      const { rewritten, answer } = await visit(`${target}?a=1`, ownHost, headers);
      expect([rewritten?.pathname, rewritten?.search]).toEqual([`/status/${page.slug}${target}`, '?a=1']);
      expect(answer.headers.get('content-security-policy')).toBeNull();
      expect(config.matcher.some((matcher) => new RegExp(`^${matcher}$`).test(target))).toBe(true);
    }
  });

  test('and its page there links to itself at the root', async () => {
    const atRoot = await read('', { headers: { host: ownHost } });
    expect(atRoot.text).toContain('href="/history"');
    expect((await read('')).text).toContain(`href="/status/${page.slug}/history"`);
    expect((await read('sign-in', { headers: { host: ownHost } })).status).toBe(404);
    expect((await visit('/assets/page.abc.js', ownHost)).rewritten?.pathname).toBe(
      '/status/assets/page.abc.js',
    );
  });
});

test.each(['localhost:3000', 'claimed.acme.test', 'stranger.test', '127.0.0.1', ''])(
  'by any other name everything is where it was: %s',
  async (host) => {
    expect((await visit('/sign-in', host)).rewritten).toBeNull();
    const { answer } = await visit(`/status/${page.slug}`, host);
    expect(answer.headers.get('content-security-policy')).toBeNull();
  },
);

test('a request that Next sends to itself after the proxy is not led astray, and nobody else can pass for one', async () => {
  const { answer } = await visit('/de', ownHost);
  const name = 'x-stillup-own-page';
  const mark = answer.headers.get(`x-middleware-request-${name}`) ?? '';
  const again = await visit(`/status/${page.slug}/de`, '127.0.0.1:3001', {
    [name]: mark,
    'x-forwarded-host': ownHost,
  });
  expect([again.rewritten, again.answer.headers.get('x-middleware-next')]).toEqual([null, '1']);
  const inner = await read('', { headers: { host: '127.0.0.1:3001', [name]: mark } });
  expect(inner.text).toContain('href="/history"');
  const forged = await visit('/sign-in', ownHost, { [name]: `guess ${page.slug}` });
  expect(forged.rewritten?.pathname).toBe(`/status/${page.slug}/sign-in`);
});

describe('a page from the database', () => {
  test('is answered as a gateway does', async () => {
    const first = await read('api/v2/status.json', { headers: { 'accept-encoding': 'br' } });
    expect([first.status, first.text]).toEqual([200, '{"ok":true}']);
    // Next would take it away, and leave bytes that nobody can read.
    expect(first.headers.get('content-encoding')).toBeNull();
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect(await read('api/v2/status.json', { headers })).toMatchObject({ status: 304, text: '' });
    expect(await read('', { method: 'POST' })).toMatchObject({ status: 405 });
    expect((await read('nothing')).status).toBe(404);
    expect((await read('', { slug: 'nobody' })).status).toBe(404);
  });

  test('that is being made says so, and when to come again; one that is not published is none', async () => {
    await api.db.delete(pageSnapshots);
    const soon = await read('');
    expect([soon.status, soon.headers.get('retry-after')]).toEqual([503, '2']);
    expect(soon.text).toContain('being prepared');
    const hide = (isPublished: boolean) =>
      api.db.update(statusPages).set({ isPublished }).where(eq(statusPages.id, page.id));
    await hide(false);
    expect((await read('')).status).toBe(404);
    await hide(true);
  });

  test('is stale when nobody has confirmed it for two minutes', async () => {
    const since = new Date(Date.now() - 121_000);
    await api.db.update(pageSnapshots).set({ confirmedAt: since });
    const stale = await read('');
    expect(stale.headers.get('x-stale-since')).toBe(since.toISOString());
    expect(stale.text).toContain(`<time datetime="${since.toISOString()}">`);
  });

  test('that is not public any more is shown to nobody, before it is made anew', async () => {
    const lock = (access: 'password' | 'public') =>
      api.db.update(statusPages).set({ access }).where(eq(statusPages.id, page.id));
    await lock('password');
    expect((await read('')).status).toBe(303);
    expect((await read('api/v2/status.json')).status).toBe(403);
    await lock('public');
  });
});
