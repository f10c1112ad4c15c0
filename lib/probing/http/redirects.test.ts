import { afterEach, expect, test } from 'vitest';
import type { Resolve } from '@/lib/net/resolve';
import { probeHttp } from '@/lib/probing/http/probe-http';
import { type HostileServer, startHostileServer } from '@/lib/probing/testing/hostile-server';
import { denyPolicy, specOf, testIo } from '@/lib/probing/testing/probe-io';

const servers: HostileServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

type Seen = { line: string; text: string };

async function site(answer: (path: string) => string): Promise<{ server: HostileServer; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = await startHostileServer((socket, text) => {
    const line = text.split('\r\n')[0] ?? '';
    seen.push({ line, text });
    socket.end(answer(line.split(' ')[1] ?? ''));
  });
  servers.push(server);
  return { server, seen };
}

const fine = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const moved = (location: string, status = 302) => `HTTP/1.1 ${status} Moved\r\nLocation: ${location}\r\n\r\n`;

test('five redirects are followed, each over a fresh connection', async () => {
  const { server } = await site((path) => (path === '/5' ? fine : moved(`/${Number(path.slice(1)) + 1}`)));
  const outcome = await probeHttp(specOf({ url: `${server.url}0` }), testIo(), 20_000);
  expect(outcome).toMatchObject({ kind: 'ok', httpStatus: 200 });
  expect(server.connections()).toBe(6);
});

test.each([
  ['a loop', () => moved('/')],
  ['50 hops', (path: string) => moved(`/${Number(path.slice(1) || 0) + 1}`)],
])('%s ends as too_many_redirects', async (_name, answer) => {
  const { server } = await site(answer);
  const outcome = await probeHttp(specOf({ url: server.url }), testIo(), 20_000);
  expect(outcome).toMatchObject({
    kind: 'failed',
    severity: 'down',
    cause: 'too_many_redirects',
    httpStatus: 302,
  });
  expect(server.connections()).toBe(6);
});

test('a redirect to a private address is refused and never dialled', async () => {
  const inner = await site(() => fine);
  const outer = await site(() => moved(inner.server.url));
  // The outer site stands in for a public one: it is reached under a public name and address.
  const io = testIo({ policy: denyPolicy, resolve: publicResolve });
  const outcome = await probeHttp(
    specOf({ url: 'http://example.com/' }),
    {
      ...io,
      dial: (request, handlers) => testIo().dial({ ...request, ...outerPeer(outer.server.port) }, handlers),
    },
    2000,
  );
  expect(outcome).toMatchObject({ kind: 'failed', cause: 'blocked_target' });
  expect(outer.server.connections()).toBe(1);
  expect(inner.server.connections()).toBe(0);
});

const publicResolve: Resolve = async () => ({
  ok: true,
  addresses: [{ address: '93.184.216.34', family: 4 }],
});

function outerPeer(port: number) {
  const policy = { privateTargets: 'allow', ownHosts: [] } as const;
  return { addresses: [{ address: '127.0.0.1', family: 4 as const }], port, policy };
}

test.each([
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
  'http://user:x@localhost/',
  'http://169.254.169.254/',
])('a redirect to %s is refused', async (location) => {
  const { server } = await site(() => moved(location));
  const outcome = await probeHttp(specOf({ url: server.url }), testIo(), 20_000);
  expect(outcome).toMatchObject({ kind: 'failed', cause: 'blocked_target' });
});

test('a Location that is no URL has its own cause', async () => {
  const { server } = await site(() => moved('http://[::bad'));
  expect(await probeHttp(specOf({ url: server.url }), testIo(), 20_000)).toMatchObject({
    cause: 'redirect_invalid',
  });
});

test('credentials stay within the origin they were given for', async () => {
  const other = await site(() => fine);
  const first = await site((path) =>
    path === '/' ? moved('/same') : moved(`http://localhost:${other.server.port}/`),
  );
  const spec = specOf({
    url: first.server.url,
    auth: { kind: 'basic', username: 'watch', password: 'dög' },
    headers: { Cookie: 'session=1', 'X-Api-Key': 'k', Accept: 'text/plain' },
  });
  expect(await probeHttp(spec, testIo(), 20_000)).toMatchObject({ kind: 'ok' });
  const credentials = `Authorization: Basic ${Buffer.from('watch:dög').toString('base64')}`;
  expect(first.seen.map(({ text }) => text.includes(credentials))).toEqual([true, true]);
  const [arrived] = other.seen;
  expect(arrived?.text).not.toMatch(/authorization|cookie|x-api-key/i);
  expect(arrived?.text).toContain('Accept: text/plain');
});

test.each([
  [303, 'PUT', 'GET', false],
  [301, 'POST', 'GET', false],
  [302, 'POST', 'GET', false],
  [302, 'PUT', 'PUT', true],
  [307, 'POST', 'POST', true],
  [308, 'POST', 'POST', true],
] as const)('after %i a %s goes on as %s', async (status, method, next, hasBody) => {
  const { server, seen } = await site((path) => (path === '/' ? moved('/next', status) : fine));
  await probeHttp(specOf({ url: server.url, method, body: '{"a":"ü"}' }), testIo(), 20_000);
  expect(seen[0]?.text).toContain('Content-Length: 10\r\n');
  expect(seen[1]?.line).toBe(`${next} /next HTTP/1.1`);
  expect(seen[1]?.text.includes('"a"')).toBe(hasBody);
});

test('a redirect that is not to be followed is judged by its own status', async () => {
  const { server } = await site(() => moved('/elsewhere'));
  const outcome = await probeHttp(specOf({ url: server.url, follow_redirects: false }), testIo(), 20_000);
  expect(outcome).toMatchObject({ kind: 'failed', cause: 'http_status', httpStatus: 302 });
  expect(server.connections()).toBe(1);
});

test('the phases of all hops are added up', async () => {
  const { server } = await site((path) => (path === '/' ? moved('/next') : fine));
  const { timings } = await probeHttp(specOf({ url: server.url }), testIo(), 20_000);
  const sum = (timings.connectUs ?? 0) + (timings.waitUs ?? 0) + (timings.transferUs ?? 0);
  expect(sum).toBeLessThanOrEqual(timings.totalUs + 5);
  expect(sum).toBeGreaterThan(timings.totalUs / 2);
});
