import { afterEach, expect, test, vi } from 'vitest';
import { createResolver } from '@/lib/net/resolve';
import { type DnsReply, type FakeDns, startFakeDns } from '@/lib/net/testing/fake-dns';
import { holdTime, isPending } from '@/lib/net/testing/held-time';

const deny = { timeoutMs: 20_000, policy: { privateTargets: 'deny', ownHosts: [] } } as const;
const allow = { timeoutMs: 20_000, policy: { privateTargets: 'allow', ownHosts: [] } } as const;

let dns: FakeDns | null = null;
afterEach(async () => {
  vi.useRealTimers();
  await dns?.close();
  dns = null;
});

async function resolverThatHears(reply: DnsReply, queryTimeoutMs = 5_000) {
  dns = await startFakeDns(() => reply);
  return { resolve: createResolver({ servers: [dns.server], queryTimeoutMs }), dns };
}

test('A and AAAA are both asked for and both given', async () => {
  const v6 = ['2606:2800:220:1:248:1893:25c8:1946'];
  const { resolve } = await resolverThatHears({ kind: 'addresses', v4: ['93.184.216.34'], v6 });
  expect(await resolve('example.com', deny)).toEqual({
    ok: true,
    addresses: [
      { address: '2606:2800:220:1:248:1893:25c8:1946', family: 6 },
      { address: '93.184.216.34', family: 4 },
    ],
  });
});

test('nothing is remembered from one check to the next', async () => {
  const { resolve, dns: server } = await resolverThatHears({ kind: 'addresses', v4: ['93.184.216.34'] });
  await resolve('example.com', deny);
  await resolve('example.com', deny);
  expect(server.questions.filter((question) => question === 'A example.com')).toHaveLength(2);
});

test.each([
  ['nxdomain', { kind: 'rcode', code: 3 }],
  ['servfail', { kind: 'rcode', code: 2 }],
  ['failure', { kind: 'rcode', code: 5 }],
  ['no_address', { kind: 'addresses', v4: [] }],
  ['no_address', { kind: 'cname', to: 'example.com' }],
  ['failure', { kind: 'addresses', v4: Array.from({ length: 200 }, (_, last) => `93.184.216.${last}`) }],
] as const)('%s is said of %o', async (code, reply) => {
  const { resolve } = await resolverThatHears(reply);
  expect(await resolve('example.com', deny)).toMatchObject({ ok: false, code });
});

test('a name server that is silent costs no more than the time-out', async () => {
  const { resolve } = await resolverThatHears({ kind: 'silence' }, 600_000);
  holdTime();
  const resolution = resolve('example.com', { ...deny, timeoutMs: 100 });
  vi.advanceTimersByTime(99);
  expect(await isPending(resolution)).toBe(true);
  vi.advanceTimersByTime(1);
  expect(await resolution).toMatchObject({ ok: false, code: 'timeout' });
});

test('where private targets are allowed, localhost is this machine without asking anybody', async () => {
  const { resolve, dns: server } = await resolverThatHears({ kind: 'rcode', code: 3 });
  const resolution = await resolve('localhost', allow);
  expect(resolution).toMatchObject({ ok: true, addresses: [{ address: '127.0.0.1' }, { address: '::1' }] });
  expect(server.questions).toEqual([]);
});
