import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET } from '@/app/badge/[file]/route';
import { badgeAddress } from '@/lib/badges/badge-address';
import { startApi } from '@/lib/web/testing/api';
import { createWorld, type World } from '@/lib/web/testing/world';
import { config } from '@/proxy';

let api: Awaited<ReturnType<typeof startApi>>;
let world: World;

beforeAll(async () => {
  api = await startApi();
  world = await createWorld(api.db, 'Acme');
});
afterAll(async () => await api.close());

async function get(address: string, headers: Record<string, string> = {}, method = 'GET') {
  const url = new URL(address);
  const file = url.pathname.split('/').at(-1) ?? '';
  const response = await GET(new Request(url, { headers, method }), {
    params: Promise.resolve({ file: decodeURIComponent(file) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('the picture', () => {
  it('runs nothing, loads nothing, and may be cached for a minute', async () => {
    const { status, headers, text } = await get(`${badgeAddress(world.ids.monitor)}.svg`);
    expect(status).toBe(200);
    expect(text).toMatch(/^<svg xmlns=/);
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'");
    expect(headers.get('cache-control')).toMatch(/^public, max-age=60, stale-while-revalidate=\d+/);
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('is not sent again to who has it, and comes without a body to HEAD', async () => {
    const address = `${badgeAddress(world.ids.heartbeat)}.svg?style=for-the-badge`;
    const first = await get(address);
    const etag = first.headers.get('etag') ?? '';
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      expect(await get(address, { 'If-None-Match': header })).toMatchObject({ status: 304, text: '' });
    }
    expect((await get(address, { 'If-None-Match': '"other"' })).status).toBe(200);
    expect((await get(`${address}&label=Else`)).headers.get('etag')).not.toBe(etag);
    const head = await get(address, {}, 'HEAD');
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(first.text)));
  });
});

it('gives shields.io its endpoint document', async () => {
  const { headers, text } = await get(`${badgeAddress(world.ids.heartbeat)}.json?metric=uptime&days=7`);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(JSON.parse(text)).toMatchObject({ schemaVersion: 1, cacheSeconds: 300, isError: false });
  expect(text).not.toContain(world.ids.heartbeat);
});

it('answers 404 to everything else, and tells nothing', async () => {
  const address = badgeAddress(world.ids.monitor);
  const wrong = ['', '.png', '.svg.svg', 'A.svg', '.SVG'].map((ending) => `${address}${ending}`);
  for (const url of [
    ...wrong,
    `${address.slice(0, -2)}.svg`,
    'http://localhost:3000/badge/%3Cscript%3E.svg',
  ]) {
    const { status, headers, text } = await get(url);
    expect([status, text]).toEqual([404, 'There is no such badge.']);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

it('stands outside the headers of pages, so that its own policy holds', () => {
  const matcher = new RegExp(`^${config.matcher[0]}$`);
  expect(matcher.test(new URL(`${badgeAddress(world.ids.monitor)}.svg`).pathname)).toBe(false);
  expect(matcher.test('/monitors')).toBe(true);
});
