import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkSigner } from '@/lib/core/link-signer';
import { dataPlan, htmlPlan, snapshotOf, storePage } from '@/lib/snapshots/testing/stored-page';
import { writeSnapshot } from '@/lib/snapshots/write-snapshot';
import { accessCookie } from '@/lib/status-pages/access-cookie';
import { serveStatus } from '@/lib/web/serve-status';
import { startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => await api.close());

async function ask(slug: string, path: string, init: RequestInit = {}) {
  const request = new Request(`http://localhost:3000/status/${slug}/${path}`, init);
  const { pathname } = new URL(request.url);
  const below = pathname.slice(`/status/${slug}/`.length);
  return await serveStatus(request, { slug, path: below === '' ? [] : below.split('/') });
}

const plans = [htmlPlan('', 'Acme is well'), dataPlan('api/v2/summary.json', { secret: 'inner name' })];

async function addPage(fields: Parameters<typeof storePage>[1] = {}) {
  const page = await storePage(api.db, fields);
  await writeSnapshot(api.db, snapshotOf(page, plans));
  return page;
}

it('a public page is there for everybody, with the headers of its snapshot, and again as 304', async () => {
  const { slug } = await addPage();
  const first = await ask(slug, '');
  expect(first.status).toBe(200);
  expect(await first.text()).toContain(`<a href="/status/${slug}/history">`);
  expect(first.headers.get('cache-control')).toMatch(/^public, max-age=10,/);
  const etag = first.headers.get('etag') ?? '';
  const again = await ask(slug, '', { headers: { 'If-None-Match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const data = await ask(slug, 'api/v2/summary.json');
  expect(data.headers.get('access-control-allow-origin')).toBe('*');
});

it('a locked page says nothing of what it holds, not even to whoever knows its tag, and opens by its own cookie alone', async () => {
  const page = await addPage({ access: 'password', passwordHash: 'x' });
  const other = await addPage({ access: 'password', passwordHash: 'x' });
  const signer = linkSigner();
  const cookieOf = (pageId: string) =>
    accessCookie(
      { pageId, accessVersion: 1 },
      { signer, nowMs: Date.now(), path: '/', isSecure: false },
    ).split(';')[0] ?? '';
  const opened = await ask(page.slug, 'api/v2/summary.json', { headers: { Cookie: cookieOf(page.id) } });
  expect([opened.status, opened.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
  const tag = opened.headers.get('etag') ?? 'none';
  for (const headers of [
    {},
    { 'If-None-Match': tag },
    { Cookie: cookieOf(other.id), 'If-None-Match': '*' },
  ]) {
    for (const method of ['GET', 'HEAD']) {
      for (const path of ['', 'api/v2/summary.json', 'api/v2/nothing.json']) {
        const answer = await ask(page.slug, path, { headers, method });
        expect([302, 303, 403]).toContain(answer.status);
        expect(answer.headers.get('cache-control')).toBe('private, no-store');
        expect(await answer.text()).not.toMatch(/well|inner name/);
      }
    }
  }
});

it('a badge is always a badge, and tells nobody which pages there are', async () => {
  const badges = {
    '': { label: 'inner name', status: 'major_outage', uptimeRatio: 1, responseMs: 1 },
  } as const;
  const pages = await Promise.all([
    addPage({ isPublished: false }),
    ...(['password', 'ip', 'email'] as const).map((access) => addPage({ access, passwordHash: 'x' })),
    storePage(api.db),
  ]);
  for (const page of pages.slice(0, 4)) {
    await writeSnapshot(api.db, snapshotOf(page, plans, { badges }));
  }
  for (const path of ['badge.json', 'badge.svg', 'components/0123456789ab/badge.json']) {
    for (const query of ['', '?metric=uptime&style=for-the-badge&label=Ours']) {
      for (const init of [{}, { method: 'HEAD' }, { headers: { 'If-None-Match': '*' } }]) {
        const [none, ...others] = await Promise.all(
          ['no-such-page', ...pages.map(({ slug }) => slug)].map(async (slug) => {
            const answer = await ask(slug, path + query, init);
            return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
          }),
        );
        expect(none?.status).toBe(200);
        const headers = new Map(none?.headers);
        expect(headers.get('cache-control')).toBe('private, no-store');
        expect([headers.has('etag'), headers.has('access-control-allow-origin')]).toEqual([false, false]);
        expect(none?.body.includes('not found')).toBe(init.method !== 'HEAD');
        for (const other of others) expect(other).toEqual(none);
      }
    }
  }
});

it('a page that is not published is nowhere, and one that is still to be rendered asks for patience', async () => {
  const hidden = await addPage({ isPublished: false });
  expect((await ask(hidden.slug, '')).status).toBe(404);
  expect((await ask(hidden.slug, 'api/v2/summary.json')).status).toBe(404);
  const fresh = await storePage(api.db);
  const answer = await ask(fresh.slug, '');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
});
