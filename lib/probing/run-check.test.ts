import type { Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Resolution } from '@/lib/net/resolve';
import { holdTime, isPending, until } from '@/lib/net/testing/held-time';
import type { ProbeIo } from '@/lib/probing/probe';
import { runCheck } from '@/lib/probing/run-check';
import type { HttpSpecInput } from '@/lib/probing/schema';
import { type HostileServer, startHostileServer } from '@/lib/probing/testing/hostile-server';
import { denyPolicy, specOf, testIo } from '@/lib/probing/testing/probe-io';

let server: HostileServer | null = null;
afterEach(async () => {
  vi.useRealTimers();
  await server?.close();
  server = null;
});

const fine = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const broken = 'HTTP/1.1 500 Oops\r\nSet-Cookie: id=secret\r\nX-Request: 7\r\n\r\nstack trace';

async function serve(...answers: string[]): Promise<string> {
  let index = 0;
  server = await startHostileServer((socket) => {
    socket.end(answers[Math.min(index, answers.length - 1)] ?? '');
    index += 1;
  });
  return server.url;
}

function check(
  spec: HttpSpecInput,
  io: Partial<ProbeIo> = {},
  more: { timeoutMs?: number; degradedAfterMs?: number } = {},
) {
  // Only what hangs is cut short: on a busy machine an answer takes its time.
  const { timeoutMs = 20_000, degradedAfterMs = null } = more;
  return runCheck({ type: 'http', spec: specOf(spec), timeoutMs, degradedAfterMs }, testIo(io));
}

test('a good answer is up after one attempt, with no evidence', async () => {
  const url = await serve(fine);
  expect(await check({ url })).toMatchObject({
    result: 'up',
    cause: null,
    phase: null,
    httpStatus: 200,
    attempts: 1,
    error: null,
    evidence: null,
    timings: { dnsUs: null, tlsUs: null },
  });
});

test('one failure is forgiven when the second attempt, on a fresh connection, is well', async () => {
  const url = await serve(broken, fine);
  expect(await check({ url })).toMatchObject({ result: 'up', attempts: 2, cause: null, evidence: null });
  expect(server?.connections()).toBe(2);
});

test('two failures are down, with evidence and without secrets', async () => {
  const url = await serve(broken);
  const outcome = await check({ url: `${url}?token=abc&page=1` });
  expect(outcome).toMatchObject({ result: 'down', cause: 'http_status', httpStatus: 500, attempts: 2 });
  expect(outcome.evidence).toEqual({
    url: `${url}?token=[cut]&page=1`,
    redirects: [],
    remoteAddress: '127.0.0.1',
    status: 500,
    headers: [
      ['Set-Cookie', '[cut]'],
      ['X-Request', '7'],
    ],
    body: 'stack trace',
    bodyTruncated: false,
  });
});

test('evidence holds the first 2 KiB of a body, and nothing that Postgres cannot keep', async () => {
  const url = await serve(`HTTP/1.1 500 Oops\r\n\r\na\0b${'x'.repeat(5000)}`);
  const { evidence } = await check({ url });
  expect(evidence?.body).toHaveLength(2048);
  expect(evidence?.body).not.toContain('\0');
  expect(evidence?.bodyTruncated).toBe(true);
});

test('what hangs is given up at the time-out of the check, without a retry', async () => {
  let requests = 0;
  server = await startHostileServer(() => {
    requests += 1;
  });
  holdTime();
  const checked = check({ url: server.url }, {}, { timeoutMs: 150 });
  await until(() => requests === 1);
  vi.advanceTimersByTime(149);
  expect(await isPending(checked)).toBe(true);
  vi.advanceTimersByTime(1);
  expect(await checked).toMatchObject({ result: 'down', cause: 'timeout', phase: 'wait', attempts: 1 });
});

test('the retry stays within the time-out of the check, and does not hide what the first attempt saw', async () => {
  const requests: Socket[] = [];
  server = await startHostileServer((socket) => void requests.push(socket));
  holdTime();
  const checked = check({ url: server.url }, {}, { timeoutMs: 1000 });
  await until(() => requests.length === 1);
  vi.advanceTimersByTime(600);
  requests[0]?.end(broken);
  await until(() => requests.length === 2);
  vi.advanceTimersByTime(399);
  expect(await isPending(checked)).toBe(true);
  vi.advanceTimersByTime(1);
  expect(await checked).toMatchObject({ cause: 'http_status', attempts: 2 });
});

describe('degraded is one comparison', () => {
  const clock = (...readings: number[]) => {
    let index = 0;
    return () => readings[Math.min(index++, readings.length - 1)] ?? 0;
  };

  test.each([
    [99, 'up'],
    [100, 'degraded'],
    [101, 'degraded'],
  ] as const)('an answer after %i ms, degraded from 100 ms on, is %s', async (tookMs, result) => {
    const url = await serve(fine);
    const monotonicMs = clock(0, 0, 0, 0, 0, tookMs);
    const outcome = await check({ url }, { monotonicMs }, { degradedAfterMs: 100 });
    expect(outcome).toMatchObject({ result, cause: result === 'up' ? null : 'latency', attempts: 1 });
  });
});

test('an assertion marked as degraded is degraded at once, without a retry', async () => {
  const url = await serve(fine);
  const assertions = [
    { source: 'body', comparison: 'equals', target: 'fine', severity: 'degraded' } as const,
  ];
  expect(await check({ url, assertions })).toMatchObject({
    result: 'degraded',
    cause: 'assertion',
    attempts: 1,
  });
});

test('a refused target is down as blocked_target, is not retried and never dialled', async () => {
  const url = await serve(fine);
  expect(await check({ url }, { policy: denyPolicy, ...checkedBy(denyPolicy) })).toMatchObject({
    result: 'down',
    cause: 'blocked_target',
    attempts: 1,
  });
  expect(server?.connections()).toBe(0);
});

test('a name that leads inside is refused after its resolution, before the dial', async () => {
  const outcome = await check(
    { url: 'http://rebind.example.com/' },
    { policy: denyPolicy, ...checkedBy(denyPolicy) },
  );
  expect(outcome).toMatchObject({ cause: 'blocked_target', phase: 'dns' });
});

function checkedBy(policy: typeof denyPolicy) {
  return { checkTarget: testIo({ policy }).checkTarget };
}

test.each([
  ['nxdomain', 'dns_nxdomain'],
  ['no_address', 'dns_no_address'],
  ['servfail', 'dns_servfail'],
  ['timeout', 'dns_timeout'],
  ['failure', 'dns_failure'],
] as const)('a resolver that says %s is down as %s', async (code, cause) => {
  const resolve = async (): Promise<Resolution> => ({ ok: false, code, message: 'as told' });
  expect(await check({ url: 'http://example.com/' }, { resolve })).toMatchObject({
    result: 'down',
    cause,
    phase: 'dns',
  });
});

test('a resolver that never answers ends with the check', async () => {
  const resolve = () => new Promise<Resolution>(() => {});
  const outcome = await check({ url: 'http://example.com/' }, { resolve }, { timeoutMs: 50 });
  expect(outcome).toMatchObject({ result: 'down', cause: 'dns_timeout', phase: 'dns' });
});

test('a closed port is connect_refused', async () => {
  expect(await check({ url: 'http://127.0.0.1:1/' })).toMatchObject({
    cause: 'connect_refused',
    phase: 'connect',
  });
});

test('our own want of ports or files says nothing about the target', async () => {
  const dial: ProbeIo['dial'] = (_request, handlers) => {
    queueMicrotask(() => handlers.onFault({ code: 'EMFILE', message: 'too many open files' }));
    return () => {};
  };
  expect(await check({ url: 'http://127.0.0.1/' }, { dial })).toMatchObject({
    result: 'unknown',
    cause: 'prober_fault',
  });
});

test('a fault in the probe itself is unknown and does not reject', async () => {
  const resolve = () => {
    throw new Error('bug');
  };
  expect(await check({ url: 'http://example.com/' }, { resolve })).toMatchObject({
    result: 'unknown',
    cause: 'prober_fault',
    attempts: 1,
  });
});

test('a check that is cancelled is unknown, at once', async () => {
  server = await startHostileServer(() => {});
  const controller = new AbortController();
  const running = Array.from({ length: 3 }, () =>
    check({ url: server?.url ?? '' }, { signal: controller.signal }),
  );
  setImmediate(() => controller.abort());
  for (const outcome of await Promise.all(running)) {
    expect(outcome).toMatchObject({ result: 'unknown', cause: 'cancelled' });
  }
  expect(await check({ url: server.url }, { signal: controller.signal })).toMatchObject({
    cause: 'cancelled',
  });
});

test('200 hanging targets do not slow 800 good ones', async () => {
  const good = await serve(fine);
  const hanging = await startHostileServer(() => {});
  let given = 0;
  const stuck = Array.from({ length: 200 }, async () => {
    const outcome = await check({ url: hanging.url }, {}, { timeoutMs: 25_000 });
    given += 1;
    return outcome;
  });
  const outcomes = await Promise.all(Array.from({ length: 800 }, () => check({ url: good })));
  expect(outcomes.filter(({ result }) => result === 'up')).toHaveLength(800);
  expect(given).toBe(0);
  await hanging.close();
  expect((await Promise.all(stuck)).every(({ result }) => result === 'down')).toBe(true);
});
