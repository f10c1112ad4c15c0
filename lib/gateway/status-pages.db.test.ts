import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { statusPages } from '@/db/schema/status-pages';
import { freshDatabase } from '@/db/testing/database';
import { administer, connectAs } from '@/db/testing/template';
import { noDataColor } from '@/lib/badges/rules/badge-colors';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { createAskRoute } from '@/lib/gateway/ask-route';
import { createGateway } from '@/lib/gateway/create-gateway';
import { SnapshotDisk } from '@/lib/gateway/internal/snapshot-disk';
import { createSnapshotSource } from '@/lib/gateway/internal/snapshot-source';
import { openStatusPages } from '@/lib/gateway/open-status-pages';
import { gatewayRoutes } from '@/lib/gateway/routes';
import { SnapshotStore } from '@/lib/gateway/snapshot-store';
import { createStatusRoute } from '@/lib/gateway/status-route';
import { removeSnapshot } from '@/lib/snapshots/remove-snapshot';
import { dataPlan, htmlPlan, snapshotOf, storePage } from '@/lib/snapshots/testing/stored-page';
import { writeSnapshot } from '@/lib/snapshots/write-snapshot';
import { accessCookie } from '@/lib/status-pages/access-cookie';

const logger = pino({ level: 'silent' });
const signer = createLinkSigner('a secret of this test, of more than thirty-two characters');

let database: Database & { url: string };
let folder: string;
const cleanUps: (() => unknown)[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'stillup-gateway-'));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const plans = (text = 'All well') => [
  htmlPlan('', text),
  htmlPlan('de', `${text}, auf Deutsch`),
  htmlPlan('embed', `${text}, small`),
  dataPlan('api/v2/status.json', { text }),
];

type Settings = { url?: string; nowMs?: () => number; memoryBytes?: number };

function openStore({ url = database.url, nowMs = Date.now, memoryBytes = 10_000_000 }: Settings = {}) {
  const store = new SnapshotStore({
    source: createSnapshotSource(url),
    disk: new SnapshotDisk(path.join(folder, 'snapshots'), logger),
    logger,
    nowMs,
    monotonicMs: () => performance.now(),
    memoryBytes,
  });
  cleanUps.push(() => store.close());
  return store;
}

async function startGateway(routes: Parameters<typeof gatewayRoutes>[0]['statusPages']) {
  const web = http.createServer((request, response) => response.end(`web ${request.method} ${request.url}`));
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  const gateway = createGateway({
    webUrl: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    trustedProxies: [],
    routes: gatewayRoutes({
      isEngineEmbedded: true,
      ...(routes === undefined ? {} : { statusPages: routes }),
    }),
    logger,
  });
  cleanUps.push(() => {
    web.close();
    web.closeAllConnections();
  });
  cleanUps.push(() => gateway.close(0));
  gateway.server.listen(0, '127.0.0.1');
  await once(gateway.server, 'listening');
  const stopWeb = async () => {
    web.closeAllConnections();
    await new Promise((resolve) => web.close(resolve));
  };
  return { port: (gateway.server.address() as AddressInfo).port, stopWeb };
}

async function serve(settings: Settings = {}) {
  const store = openStore(settings);
  await store.readDisk();
  await store.poll();
  await store.settle();
  const route = createStatusRoute({ store, signer, findAsset: () => null });
  return { store, ...(await startGateway([route])) };
}

async function ask(port: number, target: string, options: http.RequestOptions = {}) {
  const request = http.request({ host: '127.0.0.1', port, path: target, ...options });
  request.end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const bytes = await buffer(response);
  const { statusCode: status, headers } = response;
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[headers['content-encoding'] ?? ''];
  return {
    status,
    headers,
    body: (bytes.length > 0 && unpack !== undefined ? unpack(bytes) : bytes).toString(),
  };
}

/** As when the server is gone: nobody is connected, and nobody can be. */
async function cutOff(isAway: boolean): Promise<void> {
  const admin = administer(connectAs(database.url, 'postgres'));
  const name = new URL(database.url).pathname.slice(1);
  await admin.unsafe(`alter database ${name} with allow_connections ${!isAway}`);
  if (isAway) await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  await admin.end();
}

describe('a document', () => {
  test('is answered in the encoding that suits, each with a tag of its own, and 304 where it is known', async () => {
    const page = await storePage(database.db);
    await writeSnapshot(database.db, snapshotOf(page, plans()));
    const { port } = await serve();
    const target = `/status/${page.slug}`;
    const tags = new Set<string>();
    for (const [accepted, encoding] of [
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
      ['', undefined],
    ] as const) {
      const answer = await ask(port, target, { headers: { 'Accept-Encoding': accepted } });
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'public, max-age=10, s-maxage=30, stale-while-revalidate=300, stale-if-error=86400',
        vary: 'Accept-Encoding',
        'content-security-policy': "default-src 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(answer.headers['content-encoding']).toBe(encoding);
      expect(answer.body).toContain(`href="/status/${page.slug}/history">All well</a>`);
      tags.add(answer.headers.etag ?? '');
      const headers = { 'If-None-Match': `"other", ${answer.headers.etag}`, 'Accept-Encoding': accepted };
      const known = await ask(port, target, { headers });
      expect([known.status, known.body, known.headers.etag]).toEqual([304, '', answer.headers.etag]);
    }
    expect(tags.size).toBe(3);
    const head = await ask(port, target, { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, '']);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(0);
  });

  test('of data may be read by other sites; only reading is possible', async () => {
    const page = await storePage(database.db);
    await writeSnapshot(database.db, snapshotOf(page, plans()));
    const { port } = await serve();
    const target = `/status/${page.slug}/api/v2/status.json`;
    const answer = await ask(port, target);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(await ask(port, target, { method: 'OPTIONS' })).toMatchObject({ status: 204 });
    const posted = await ask(port, target, { method: 'POST' });
    expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect((await ask(port, `/status/${page.slug}?embed=1`)).body).toContain('All well, small');
  });

  test.each([
    '//',
    '/..',
    '/%2e%2e',
    '/de/..',
    '/%64e',
    '/de//',
    '/~/',
    '/de\\',
    '/nothing',
    '/history/../de',
  ])('is not found by a crooked path: %s', async (rest) => {
    const page = await storePage(database.db);
    await writeSnapshot(database.db, snapshotOf(page, plans()));
    const { port } = await serve();
    const answer = await ask(port, `/status/${page.slug}${rest}`);
    expect([answer.status, answer.body.includes('All well')]).toEqual([404, false]);
  });
});

test('what is not known here, and forms, are asked of web', async () => {
  const page = await storePage(database.db);
  await writeSnapshot(database.db, snapshotOf(page, plans()));
  const { port } = await serve();
  for (const target of ['/status/another', '/status/another/history', '/status', '/dashboard']) {
    expect((await ask(port, target)).body).toBe(`web GET ${target}`);
  }
  for (const name of ['subscribe', 'unlock', 'subscriptions/token', 'access/token']) {
    const target = `/status/${page.slug}/${name}`;
    expect((await ask(port, target, { method: 'POST' })).body).toBe(`web POST ${target}`);
  }
});

test('a form that web cannot show now says so without a word of who is behind it', async () => {
  const page = await storePage(database.db);
  await writeSnapshot(database.db, snapshotOf(page, plans()));
  const { port, stopWeb } = await serve();
  await stopWeb();
  for (const target of [`/status/${page.slug}/unlock`, '/subscribe']) {
    const answer = await ask(port, target, { headers: { Accept: 'text/html' } });
    expect([answer.status, answer.headers['cache-control']]).toEqual([503, 'no-store']);
    expect(answer.body).toContain('One moment');
    expect(answer.body).not.toContain('Stillup');
  }
  expect((await ask(port, `/status/${page.slug}`)).status).toBe(200);
});

test('a domain of its own has the page at its root and nothing else', async () => {
  const page = await storePage(database.db);
  const other = await storePage(database.db);
  await writeSnapshot(database.db, snapshotOf(page, plans(), { hostnames: ['status.acme.test'] }));
  await writeSnapshot(database.db, snapshotOf(other, plans('Another page')));
  const { port } = await serve();
  for (const host of ['status.acme.test', 'Status.Acme.Test:443', 'status.acme.test.']) {
    const answer = await ask(port, '/', { headers: { Host: host } });
    expect(answer.body).toContain('href="/history">All well</a>');
  }
  const headers = { Host: 'status.acme.test' };
  expect((await ask(port, '/api/v2/status.json', { headers })).status).toBe(200);
  const hidden = ['/api/v1/monitors', '/sign-in', '/dashboard', '/ping/x', '/health', `/status/${page.slug}`];
  for (const target of [...hidden, `/status/${other.slug}`, '/api/inngest', '/_next/static/x', '/%2e']) {
    const answer = await ask(port, target, { headers });
    expect([target, answer.status, answer.body.includes('web ')]).toEqual([target, 404, false]);
  }
  expect((await ask(port, '/subscribe', { headers, method: 'POST' })).body).toBe('web POST /subscribe');
  expect((await ask(port, '/', { headers: { Host: 'elsewhere.test' } })).body).toBe('web GET /');
});

test('what not everybody may read is shown to nobody else, and kept by no cache', async () => {
  const page = await storePage(database.db, { access: 'password', accessVersion: 3 });
  await writeSnapshot(database.db, snapshotOf(page, plans()));
  const { port } = await serve();
  const at = (rest: string) => `/status/${page.slug}${rest}`;
  for (const rest of ['', '/de', '/nothing', '/history/2026-01']) {
    const answer = await ask(port, at(rest));
    const to = rest === '' ? '' : `?to=${encodeURIComponent(rest.slice(1))}`;
    expect([answer.status, answer.headers.location]).toEqual([303, at(`/unlock${to}`)]);
    expect(answer.headers['cache-control']).toBe('private, no-store');
  }
  const seen = await ask(port, at('/api/v2/status.json'));
  const unseen = await ask(port, at('/api/v2/other.json'));
  expect([seen.status, seen.headers['access-control-allow-origin']]).toEqual([403, undefined]);
  expect(unseen).toMatchObject({ status: 403, body: seen.body });
  const cookie = (accessVersion: number) =>
    accessCookie(
      { pageId: page.id, accessVersion },
      { signer, nowMs: Date.now(), path: '/', isSecure: false },
    ).split(';')[0];
  const withCookie = (accessVersion: number) => ({ headers: { Cookie: `a=b; ${cookie(accessVersion)}` } });
  const granted = await ask(port, at('/api/v2/status.json'), withCookie(3));
  expect([granted.status, granted.headers['cache-control']]).toEqual([200, 'private, no-store']);
  expect(granted.headers['access-control-allow-origin']).toBeUndefined();
  expect((await ask(port, at(''), withCookie(2))).status).toBe(303);
  const tag = { 'If-None-Match': granted.headers.etag ?? '' };
  expect((await ask(port, at('/api/v2/status.json'), { headers: tag })).status).toBe(403);
});

test('a page that becomes private is not shown any more, although nobody makes it anew', async () => {
  const page = await storePage(database.db);
  await writeSnapshot(database.db, snapshotOf(page, plans()));
  const { port, store } = await serve();
  expect((await ask(port, `/status/${page.slug}`)).status).toBe(200);
  await database.db.update(statusPages).set({ access: 'password', accessVersion: 2 });
  await store.poll();
  await store.settle();
  expect((await ask(port, `/status/${page.slug}`)).status).toBe(303);
  await database.db.update(statusPages).set({ isPublished: false });
  await store.poll();
  expect((await ask(port, `/status/${page.slug}`)).body).toContain('web GET');
});

test('while the database is away everything is answered, after two minutes with since when; then it recovers by itself', async () => {
  const page = await storePage(database.db);
  const badges = { '': { label: 'Acme', status: 'operational', uptimeRatio: 1, responseMs: 1 } } as const;
  await writeSnapshot(database.db, snapshotOf(page, plans(), { badges }));
  const startedMs = Date.now();
  let awayMs = 0;
  const { port, store } = await serve({ nowMs: () => startedMs + awayMs });
  const ageMs = store.nowMs() - (store.pages.findBySlug(page.slug) ?? fail()).confirmedAtMs;
  const target = `/status/${page.slug}`;
  await cutOff(true);
  await store.poll();
  const before = await ask(port, target);
  expect([before.status, before.headers['x-stale-since']]).toEqual([200, undefined]);
  const freshBadge = await ask(port, `${target}/badge.svg`);
  expect(freshBadge.body).toContain('>operational<');
  awayMs = 120_000 - ageMs;
  expect((await ask(port, target)).headers.etag).toBe(before.headers.etag);
  awayMs += 1;
  expect((await ask(port, target)).headers['x-stale-since']).toBeDefined();
  awayMs = 600_000 - ageMs;
  const [stale, again] = await Promise.all([ask(port, target), ask(port, target)]);
  const since = stale.headers['x-stale-since'] as string;
  expect([stale.status, again.body]).toEqual([200, stale.body]);
  expect(stale.body).toContain(`<time datetime="${since}">`);
  expect(stale.headers.age).toBe('600');
  expect(stale.headers.etag).not.toBe(before.headers.etag);
  const data = await ask(port, `${target}/api/v2/status.json`);
  expect([data.body, data.headers['x-stale-since']]).toEqual(['{"text":"All well"}', since]);
  const badge = await ask(port, `${target}/badge.svg`);
  expect([badge.status, badge.headers['x-stale-since']]).toEqual([200, since]);
  expect(badge.body).toContain('>operational (stale)<');
  expect(badge.headers.etag).not.toBe(freshBadge.headers.etag);
  const shields = JSON.parse((await ask(port, `${target}/badge.json`)).body) as Record<string, unknown>;
  expect(shields).toMatchObject({ message: 'operational (stale)', color: noDataColor });
  await cutOff(false);
  awayMs = 0;
  await writeSnapshot(database.db, snapshotOf(page, plans('Well again')));
  await store.poll();
  await store.settle();
  const after = await ask(port, target);
  expect(after.headers['x-stale-since']).toBeUndefined();
  expect(after.body).toContain('Well again');
});

test('started without a database it serves what is on disk, also what does not fit into memory', async () => {
  const page = await storePage(database.db);
  await writeSnapshot(database.db, snapshotOf(page, plans()));
  await serve();
  const { port, store } = await serve({ url: 'postgres://nobody@127.0.0.1:9/nothing', memoryBytes: 1 });
  const answers = await Promise.all(
    ['', '/de', '/api/v2/status.json'].map((rest) => ask(port, `/status/${page.slug}${rest}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers[1]?.body).toContain('auf Deutsch');
  expect(store.staleSinceMs(store.pages.findBySlug(page.slug) ?? fail())).toBeNull();
});

function fail(): never {
  throw new Error('the page is not there');
}

test('a file that is damaged is never sent: the database has the page whole, and while it is away nothing else suffers', async () => {
  const page = await storePage(database.db);
  await writeSnapshot(database.db, snapshotOf(page, plans()));
  await serve();
  const [name = ''] = (await readdir(path.join(folder, 'snapshots'))).filter((file) =>
    file.endsWith('.snapshot'),
  );
  const file = path.join(folder, 'snapshots', name);
  const bytes = await readFile(file);
  // The last document, and with it the end of the file.
  bytes.fill(0, bytes.length - 10);
  await writeFile(file, bytes);
  const targets = ['', '/de', '?embed=1', '/api/v2/status.json'].map((rest) => `/status/${page.slug}${rest}`);
  const statusesOf = async (port: number) =>
    (await Promise.all(targets.map((target) => ask(port, target)))).map(({ status }) => status);
  const away = await serve({ url: 'postgres://nobody@127.0.0.1:9/nothing' });
  expect((await statusesOf(away.port)).sort()).toEqual([200, 200, 200, 503]);
  const back = await serve();
  expect(await statusesOf(back.port)).toEqual([200, 200, 200, 200]);
});

test('who asks whether a name is served is answered without web, and of other names by web', async () => {
  const page = await storePage(database.db);
  await writeSnapshot(database.db, snapshotOf(page, plans(), { hostnames: ['status.acme.test'] }));
  const store = openStore();
  await store.poll();
  await store.settle();
  const { port } = await startGateway([createAskRoute(store)]);
  expect(await ask(port, '/api/domains/ask?domain=Status.Acme.test')).toMatchObject({
    status: 200,
    body: '',
  });
  const other = '/api/domains/ask?domain=other.test';
  expect((await ask(port, other)).body).toBe(`web GET ${other}`);
});

test('a page that was removed while nobody listened goes with the next look, and only then', async () => {
  const page = await storePage(database.db);
  await writeSnapshot(database.db, snapshotOf(page, plans()));
  const { port, store } = await serve();
  await removeSnapshot(database.db, page.id);
  expect((await ask(port, `/status/${page.slug}`)).status).toBe(200);
  await store.poll();
  expect((await ask(port, `/status/${page.slug}`)).body).toContain('web GET');
  const { port: restarted } = await serve({ url: 'postgres://nobody@127.0.0.1:9/nothing' });
  expect((await ask(restarted, `/status/${page.slug}`)).body).toContain('web GET');
});

test('a new version is served as soon as the database tells of it, over a connection that it may break', async () => {
  const page = await storePage(database.db);
  const pages = await openStatusPages({
    databaseUrl: database.url,
    dataDir: folder,
    logger,
    signer,
  });
  cleanUps.push(() => pages.close());
  const { port } = await startGateway(pages.routes);
  const textOf = async () => (await ask(port, `/status/${page.slug}`)).body;
  await writeSnapshot(database.db, snapshotOf(page, plans('First')));
  await expect.poll(textOf).toContain('First');
  await writeSnapshot(database.db, snapshotOf(page, plans('Second')));
  await expect.poll(textOf).toContain('Second');
  await removeSnapshot(database.db, page.id);
  await expect.poll(textOf).toContain('web GET');
});
