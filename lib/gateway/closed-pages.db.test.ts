import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '@/db/testing/database';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { createGateway } from '@/lib/gateway/create-gateway';
import { SnapshotDisk } from '@/lib/gateway/internal/snapshot-disk';
import { createSnapshotSource } from '@/lib/gateway/internal/snapshot-source';
import { gatewayRoutes } from '@/lib/gateway/routes';
import { SnapshotStore } from '@/lib/gateway/snapshot-store';
import { createStatusRoute } from '@/lib/gateway/status-route';
import { answerNeutralBadge } from '@/lib/snapshots/answer-badge';
import { findDocument } from '@/lib/snapshots/load-snapshots';
import { dataPlan, htmlPlan, snapshotOf, storePage } from '@/lib/snapshots/testing/stored-page';
import { writeSnapshot } from '@/lib/snapshots/write-snapshot';
import { accessCookie } from '@/lib/status-pages/access-cookie';
import type { PageAccess } from '@/lib/status-pages/constants';
import { publicId } from '@/lib/status-pages/rules/public-id';

const logger = pino({ level: 'silent' });
const signer = createLinkSigner('a secret of this test, of more than thirty-two characters');
const secret = 'Nobody may know';
const accesses: PageAccess[] = ['password', 'email', 'ip'];

let port = 0;
let tag = '';
const pages = new Map<PageAccess, Awaited<ReturnType<typeof storePage>>>();
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  const { db, url, close } = await freshDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'stillup-closed-'));
  for (const access of accesses) {
    const page = await storePage(db, { access, slug: `closed-${access}`, allowedRanges: ['203.0.113.0/24'] });
    const plans = [
      ...['', 'de', 'embed', 'history', 'incidents/abc'].map((name) => htmlPlan(name, secret)),
      ...['api/v2/summary.json', 'history.rss', 'maintenance.ics', 'og.png', 'files/0a.svg'].map((name) =>
        dataPlan(name, { secret }),
      ),
    ];
    const badges = {
      '': { label: secret, status: 'operational', uptimeRatio: null, responseMs: null },
    } as const;
    await writeSnapshot(db, snapshotOf(page, plans, { hostnames: [`${access}.acme.test`], badges }));
    pages.set(access, page);
    tag = (await findDocument(db, page.id, 'api/v2/summary.json'))?.etag ?? '';
  }
  const store = new SnapshotStore({
    source: createSnapshotSource(url),
    disk: new SnapshotDisk(folder, logger),
    logger,
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    memoryBytes: 10_000_000,
  });
  await store.poll();
  await store.settle();
  const web = http.createServer((_, response) => response.end('web'));
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  const gateway = createGateway({
    webUrl: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    trustedProxies: [],
    routes: gatewayRoutes({
      isEngineEmbedded: true,
      statusPages: [createStatusRoute({ store, signer, findAsset: () => null })],
    }),
    logger,
  });
  gateway.server.listen(0, '127.0.0.1');
  await once(gateway.server, 'listening');
  port = (gateway.server.address() as AddressInfo).port;
  cleanUps.push(
    close,
    () => rm(folder, { recursive: true, force: true }),
    () => store.close(),
    () => web.close(),
    () => gateway.close(0),
  );
});
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** As it is written on the wire: no client tidies the path, the host or the headers. */
async function raw(request: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  socket.end(request);
  return await text(socket);
}

function signed(grant: { pageId: string; accessVersion: number }): string {
  const cookie = accessCookie(grant, { signer, nowMs: Date.now(), path: '/', isSecure: false });
  return /=([^;]*)/.exec(cookie)?.[1] ?? '';
}

const names = [
  ...[
    '',
    '/',
    '//',
    '/.',
    '/./',
    '/../closed-password',
    '/de',
    '/de/',
    '/DE',
    '/embed',
    '/embed/',
    '?embed=1',
    '/?embed=1',
  ],
  ...[
    '/de?embed=1',
    '?embed=1&embed=1',
    '/history',
    '/%68istory',
    '/history%00',
    '/history.rss',
    '/history.rss/',
  ],
  ...['/api/v2/summary.json', '/api/v2//summary.json', '/api%2fv2%2fsummary.json', '/api/v2/./summary.json'],
  ...['/api/v2/summary.json?x', '/api/v2/summary.json/', '/api\\v2\\summary.json', '/API/V2/SUMMARY.JSON'],
  ...[
    '/badge.svg',
    '/badge.json',
    '/badge.svg?metric=uptime',
    '/components/000000000000/badge.json',
    '/og.png',
  ],
  ...[
    '/files/0a.svg',
    '/maintenance.ics',
    '/incidents/abc',
    '/~/',
    '/~',
    '/%7e/',
    ';x=1',
    '/;/history',
    '#x',
  ],
];
const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'TRACE', 'PROPFIND'];

function requestsFor(access: PageAccess): string[] {
  const slug = `closed-${access}`;
  const own = `${access}.acme.test`;
  // Signed for another page, or for what this one was before, under the name that is asked for here.
  const page = pages.get(access);
  const grants = [...pages.values()].map(({ id }) => ({
    pageId: id,
    accessVersion: id === page?.id ? 0 : 1,
  }));
  const cookies = grants.map((grant) => `sp_access_${publicId(page?.id ?? '')}=${signed(grant)}`);
  const headers = [
    '',
    `If-None-Match: "${tag}", "${tag}-br", "${tag}-gz", *\r\n`,
    'Range: bytes=0-100\r\n',
    `X-Forwarded-For: 203.0.113.7\r\nX-Real-IP: 203.0.113.7\r\nForwarded: for=203.0.113.7\r\n`,
    `Cookie: ${cookies.join('; ')}\r\n`,
    `X-Forwarded-Host: ${own}\r\n`,
  ];
  const targets = [
    ...names.flatMap((name) => [
      [`/status/${slug}${name}`, 'stillup.test'],
      [name.startsWith('/') ? name : `/${name}`, own],
    ]),
    ...[own.toUpperCase(), `${own}.`, `${own}:8443`, `${own}.:443`].map((host) => ['/', host]),
    ...[`//status/${slug}`, `/status//${slug}`, `/status/${slug.toUpperCase()}`, `/%73tatus/${slug}`].map(
      (target) => [target, 'stillup.test'],
    ),
  ];
  return targets.flatMap(([target, host]) => [
    ...headers.map((line) => `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${line}Connection: close\r\n\r\n`),
    ...methods.map((method) => `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
  ]);
}

describe.each(accesses)('a page for %s', (access) => {
  test('is told to nobody else by any spelling, method, header or host, and its absence is kept by no cache', async () => {
    for (const request of requestsFor(access)) {
      const answer = await raw(request);
      const line = JSON.stringify(request.slice(0, 120));
      const [status] = /(?<=^HTTP\/1\.1 )\d+/.exec(answer) ?? [];
      expect(answer.includes(secret), line).toBe(false);
      expect(status, line).not.toBe('304');
      expect(/^cache-control:.*\bpublic\b/im.test(answer), line).toBe(false);
      expect(/^access-control-allow-origin:/im.test(answer), line).toBe(false);
      expect(answer.includes(tag), line).toBe(false);
    }
  });
});

test.each(accesses)('the badge of a page for %s is that of no page at all', async (access) => {
  for (const path of ['badge.svg', 'badge.json', 'components/000000000000/badge.json']) {
    for (const query of ['', 'label=Mine&metric=uptime']) {
      const neutral = answerNeutralBadge('GET', path, query);
      const below = `${path}${query === '' ? '' : `?${query}`}`;
      for (const [target, host] of [
        [`/status/closed-${access}/${below}`, 'stillup.test'],
        [`/${below}`, `${access}.acme.test`],
      ]) {
        const answer = await raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
        const [head = '', body] = answer.split('\r\n\r\n');
        expect(head).toMatch(/^HTTP\/1\.1 200/);
        expect(body).toBe(neutral?.body?.toString());
        const own = head.split('\r\n').slice(1, 1 + (neutral?.headers.length ?? 0) / 2);
        expect(own.flatMap((line) => line.split(': '))).toEqual(neutral?.headers);
        expect(head).not.toMatch(/^(etag|access-control-allow-origin):/im);
      }
    }
  }
});

test('and is told to whoever was let in', async () => {
  const { id = '', slug = '', accessVersion = 1 } = pages.get('password') ?? {};
  const cookie = `sp_access_${publicId(id)}=${signed({ pageId: id, accessVersion })}`;
  const request = `GET /status/${slug}/api/v2/summary.json HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`;
  expect(await raw(request)).toContain(secret);
});
