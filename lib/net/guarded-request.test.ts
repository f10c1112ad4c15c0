import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type RunningTarget, startTarget } from '@/e2e/target/target';
import { type GuardedRequest, guardedRequest } from '@/lib/net/guarded-request';
import { holdTime, isPending, until } from '@/lib/net/testing/held-time';

const policy = { privateTargets: 'allow', ownHosts: [] } as const;
let target: RunningTarget;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.close());
beforeEach(async () => {
  await fetch(`${target.url}/__control`, { method: 'DELETE' });
});
afterEach(() => void vi.useRealTimers());

function call(path: string, more: Partial<GuardedRequest> = {}) {
  return guardedRequest({ url: `${target.url}${path}`, method: 'POST', timeoutMs: 20_000, policy, ...more });
}

test('the receiver gets the body byte for byte, with the headers', async () => {
  const body = '{"text": "Ärger — 障害"}\n';
  const answer = await call('/hook/bytes', {
    body,
    headers: { 'content-type': 'application/json', 'x-id': 'msg_1' },
  });
  expect(answer).toMatchObject({ ok: true, status: 200, body: 'ok', remoteAddress: '127.0.0.1' });
  const [hook] = target.hooks('bytes');
  expect(hook?.body).toBe(body);
  expect(hook?.headers).toMatchObject({ 'x-id': 'msg_1', 'content-length': String(Buffer.byteLength(body)) });
});

test.each([500, 410, 429])('an answer of %i is an answer', async (status) => {
  target.tell({ path: '/hook/busy', mode: 'fail', status, retry_after_seconds: 7 });
  expect(await call('/hook/busy')).toMatchObject({ ok: true, status, headers: { 'retry-after': '7' } });
});

test('a redirect is given back and not followed', async () => {
  target.tell({ path: '/hook/moved', mode: 'fail', status: 302 });
  expect(await call('/hook/moved')).toMatchObject({ ok: true, status: 302 });
});

test('a receiver that hangs is given up within the time-out, and may have got the message', async () => {
  target.tell({ path: '/hook/hangs', mode: 'hang' });
  holdTime();
  const answer = call('/hook/hangs', { timeoutMs: 100 });
  await until(() => target.hooks('hangs').length === 1);
  vi.advanceTimersByTime(99);
  expect(await isPending(answer)).toBe(true);
  vi.advanceTimersByTime(1);
  expect(await answer).toMatchObject({ ok: false, fault: 'timeout', wasSent: true, durationMs: 100 });
});

test('a receiver that resets after accepting is data', async () => {
  target.tell({ path: '/hook/resets', mode: 'reset' });
  expect(await call('/hook/resets')).toMatchObject({ ok: false, fault: 'reset', wasSent: true });
});

test('nothing is sent to a target that the policy denies', async () => {
  const before = target.requestCount();
  const answer = await call('/hook/denied', { policy: { privateTargets: 'deny', ownHosts: [] } });
  expect(answer).toMatchObject({ ok: false, fault: 'blocked', reason: 'private_address', wasSent: false });
  expect(target.requestCount()).toBe(before);
});

test('a name is resolved by the given resolver and only that address is dialled', async () => {
  const resolve = async () => ({
    ok: true as const,
    addresses: [{ address: '127.0.0.1', family: 4 as const }],
  });
  const answer = await guardedRequest({
    url: `http://hooks.example.com:${target.port}/hook/named`,
    method: 'POST',
    timeoutMs: 20_000,
    policy,
    resolve,
  });
  expect(answer).toMatchObject({ ok: true, status: 200 });
  expect(target.hooks('named')[0]?.headers['host']).toBe(`hooks.example.com:${target.port}`);
});

test('a refused connection, a bad header and a cancelled request are data', async () => {
  expect(await call('', { url: 'http://127.0.0.1:1/' })).toMatchObject({
    ok: false,
    fault: 'connect',
    wasSent: false,
  });
  expect(await call('/', { headers: { 'x-bad': 'a\r\nb' } })).toMatchObject({
    ok: false,
    fault: 'invalid_request',
  });
  target.tell({ path: '/hook/hangs', mode: 'hang' });
  const controller = new AbortController();
  const running = call('/hook/hangs', { signal: controller.signal });
  controller.abort();
  expect(await running).toMatchObject({ ok: false, fault: 'cancelled' });
});
