import { readFileSync } from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import { afterEach, expect, test, vi } from 'vitest';
import { holdTime, until } from '@/lib/net/testing/held-time';
import { probeHttp } from '@/lib/probing/http/probe-http';
import type { HttpSpecInput } from '@/lib/probing/schema';
import { type HostileServer, startHostileServer } from '@/lib/probing/testing/hostile-server';
import { specOf, testIo } from '@/lib/probing/testing/probe-io';

const pem = (name: string) => readFileSync(path.join(import.meta.dirname, '../testdata', name), 'utf8');
const secureContext = tls.createSecureContext({ ca: pem('root.pem') });
const key = pem('leaf.key');
const fullChain = pem('leaf.pem') + pem('intermediate.pem');

let server: HostileServer | null = null;
afterEach(async () => {
  vi.useRealTimers();
  await server?.close();
  server = null;
});

async function probed(options: tls.TlsOptions, spec: Partial<HttpSpecInput> = {}) {
  server = await startHostileServer(
    (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
    {
      tls: { key, ...options },
    },
  );
  const url = `https://localhost:${server.port}/`;
  return probeHttp(specOf({ url, ...spec }), testIo({ secureContext }), 20_000);
}

test('a good chain is up, and each phase has its time', async () => {
  const outcome = await probed({ cert: fullChain });
  expect(outcome).toMatchObject({ kind: 'ok', httpStatus: 200 });
  const { dnsUs, connectUs, tlsUs, waitUs, transferUs, totalUs } = outcome.timings;
  const phases = [dnsUs, connectUs, tlsUs, waitUs, transferUs];
  for (const phase of phases) expect(phase).toSatisfy(Number.isInteger);
  const sum = phases.reduce<number>((total, phase) => total + (phase ?? 0), 0);
  expect(sum).toBeLessThanOrEqual(totalUs + 5);
  expect(tlsUs).toBeGreaterThan(0);
});

test('an address is verified against the addresses of the certificate', async () => {
  const outcome = await probed({ cert: fullChain });
  expect(outcome.kind).toBe('ok');
  const byAddress = await probeHttp(specOf({ url: server?.url ?? '' }), testIo({ secureContext }), 20_000);
  expect(byAddress).toMatchObject({ kind: 'ok' });
});

test.each([
  ['expired', 'tls_expired', { cert: pem('expired.pem') }],
  ['not yet valid', 'tls_not_yet_valid', { cert: pem('future.pem') }],
  ['self-signed', 'tls_self_signed', { cert: pem('self-signed.pem') }],
  ['for another host', 'tls_host_mismatch', { cert: pem('wrong-host.pem') }],
  ['without its intermediate', 'tls_untrusted', { cert: pem('leaf.pem') }],
  [
    'over TLS 1.1',
    'tls_protocol',
    { cert: fullChain, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  ],
] as const)('a certificate %s is down as %s', async (_name, cause, options) => {
  expect(await probed(options)).toMatchObject({ kind: 'failed', severity: 'down', cause, phase: 'tls' });
});

test('without verification an expired certificate is no fault', async () => {
  expect(await probed({ cert: pem('expired.pem') }, { verify_tls: false })).toMatchObject({ kind: 'ok' });
});

test('nothing is sent to a server whose certificate is not accepted', async () => {
  const requests: string[] = [];
  server = await startHostileServer((_socket, request) => requests.push(request), {
    tls: { key, cert: pem('expired.pem') },
  });
  const spec = specOf({ url: server.url, auth: { kind: 'bearer', token: 'secret' } });
  await probeHttp(spec, testIo({ secureContext }), 20_000);
  expect(requests).toEqual([]);
});

test('a stalled handshake is told apart from a slow answer', async () => {
  let greetings = 0;
  server = await startHostileServer(() => {
    greetings += 1;
  });
  const spec = specOf({ url: server.url.replace('http:', 'https:') });
  holdTime();
  const outcome = probeHttp(spec, testIo(), 100);
  await until(() => greetings === 1);
  vi.advanceTimersByTime(100);
  expect(await outcome).toMatchObject({ cause: 'tls_timeout', phase: 'tls' });
});

test('a server that speaks plain http on an https port is a TLS fault', async () => {
  server = await startHostileServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const spec = specOf({ url: server.url.replace('http:', 'https:') });
  expect(await probeHttp(spec, testIo(), 20_000)).toMatchObject({ cause: 'tls_protocol', phase: 'tls' });
});

test('a server that hangs up or resets in the handshake is down', async () => {
  for (const [cut, cause] of [
    ['end', 'connection_reset'],
    ['resetAndDestroy', 'connection_reset'],
  ] as const) {
    const closing = await startHostileServer((socket) => socket[cut]());
    const spec = specOf({ url: closing.url.replace('http:', 'https:') });
    expect(await probeHttp(spec, testIo(), 20_000)).toMatchObject({ kind: 'failed', cause, phase: 'tls' });
    await closing.close();
  }
});

test('days left of the certificate can be asserted', async () => {
  const days = (target: number) => ({
    assertions: [{ source: 'certificate_days', comparison: 'greater_than', target } as const],
  });
  expect(await probed({ cert: fullChain }, days(30))).toMatchObject({ kind: 'ok' });
  await server?.close();
  expect(await probed({ cert: fullChain }, days(1_000_000))).toMatchObject({
    kind: 'failed',
    cause: 'assertion',
  });
});
