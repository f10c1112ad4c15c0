import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { holdTime, isPending, until } from '@/lib/net/testing/held-time';
import { probeHttp } from '@/lib/probing/http/probe-http';
import type { HttpSpecInput } from '@/lib/probing/schema';
import {
  drip,
  type HostileServer,
  startHostileServer,
  writeForEver,
} from '@/lib/probing/testing/hostile-server';
import { specOf, testIo } from '@/lib/probing/testing/probe-io';

type Behave = Parameters<typeof startHostileServer>[0];
let server: HostileServer | null = null;
afterEach(async () => {
  vi.useRealTimers();
  await server?.close();
  server = null;
});

async function probed(behave: Behave, spec: Partial<HttpSpecInput> = {}) {
  server = await startHostileServer(behave);
  return { outcome: await probeHttp(specOf({ url: server.url, ...spec }), testIo(), 20_000) };
}

const ok = 'HTTP/1.1 200 OK\r\n';

/** A phase of a probe begins with a look at the clock, as the probe itself does. */
const looksAtClock = { wait: 3, transfer: 4 };

describe('a target that is silent or slow is given up at the limit, in the right phase', () => {
  test.each<[string, Behave, 'wait' | 'transfer']>([
    ['accepts and sends nothing', () => {}, 'wait'],
    ['sends one byte at a time', (socket) => drip(socket, `${ok}X: y\r\n`, 20), 'transfer'],
    [
      'sends a body one byte at a time',
      (socket) => {
        socket.write(`${ok}Content-Length: 9999\r\n\r\n`);
        drip(socket, 'x'.repeat(9999), 20);
      },
      'transfer',
    ],
  ])('%s', async (_name, behave, phase) => {
    server = await startHostileServer(behave);
    holdTime();
    let looks = 0;
    const monotonicMs = () => {
      looks += 1;
      return performance.now();
    };
    const outcome = probeHttp(specOf({ url: server.url }), testIo({ monotonicMs }), 150);
    await until(() => looks === looksAtClock[phase]);
    vi.advanceTimersByTime(149);
    expect(await isPending(outcome)).toBe(true);
    vi.advanceTimersByTime(1);
    expect(await outcome).toMatchObject({ kind: 'failed', severity: 'down', cause: 'timeout', phase });
  });
});

describe('a body without end is read to 1 MiB and judged by its status and what was read', () => {
  test.each([
    ['endless, ended by nothing', `${ok}\r\n`],
    ['5 GB by its own word', `${ok}Content-Length: 5368709120\r\n\r\n`],
  ])('%s', async (_name, head) => {
    let written = 0;
    const { outcome } = await probed(
      (socket) => {
        socket.write(`${head}the keyword`);
        writeForEver(socket, Buffer.alloc(65_536, 'x'));
        socket.on('close', () => {
          written = socket.bytesWritten;
        });
      },
      { expected_keyword: 'the keyword' },
    );
    expect(outcome).toMatchObject({ kind: 'ok', httpStatus: 200 });
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  test('a keyword that lies past it is not found', async () => {
    const { outcome } = await probed(
      (socket) => {
        socket.write(`${ok}\r\n`);
        socket.end(`${'x'.repeat(1024 * 1024)}late`);
      },
      { expected_keyword: 'late' },
    );
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'keyword', evidence: { bodyTruncated: true } });
  });
});

test('a gzip bomb grows memory by less than 20 MB', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
  const before = process.memoryUsage();
  const { outcome } = await probed(
    (socket) => {
      socket.write(`${ok}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
      socket.end(bomb);
    },
    { expected_keyword: 'never' },
  );
  const after = process.memoryUsage();
  expect(outcome).toMatchObject({ kind: 'failed', cause: 'keyword' });
  expect(after.external + after.heapUsed - before.external - before.heapUsed).toBeLessThan(20 * 1024 * 1024);
});

test('identity is asked for; gzip is undone all the same, brotli never', async () => {
  let request = '';
  const zipped = gzipSync('all systems ok');
  const { outcome } = await probed(
    (socket, received) => {
      request = received;
      socket.end(Buffer.concat([Buffer.from(`${ok}Content-Encoding: gzip\r\n\r\n`), zipped]));
    },
    { expected_keyword: 'systems ok' },
  );
  expect(request).toContain('\r\nAccept-Encoding: identity\r\n');
  expect(outcome.kind).toBe('ok');
  await server?.close();
  const brotli = await probed((socket) => socket.end(`${ok}Content-Encoding: br\r\n\r\n\x0b\x02`), {
    expected_keyword: 'ok',
  });
  expect(brotli.outcome).toMatchObject({ kind: 'failed', cause: 'keyword' });
});

describe('what is not proper HTTP is down, with its own cause', () => {
  test.each<[string, string, Behave]>([
    [
      'a header of 40 KB',
      'header_overflow',
      (socket) => socket.write(`${ok}X: ${'y'.repeat(40_000)}\r\n\r\n`),
    ],
    ['10,000 headers', 'header_overflow', (socket) => socket.write(`${ok}${'a: b\r\n'.repeat(10_000)}\r\n`)],
    ['an endless header', 'header_overflow', (socket) => writeForEver(socket, `${ok}X: ${'y'.repeat(1000)}`)],
    [
      'endless 1xx',
      'informational_overflow',
      (socket) => writeForEver(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
    ],
    [
      'malformed chunks',
      'body_malformed',
      (s) => s.write(`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello`),
    ],
    [
      'a chunk longer than it says',
      'body_malformed',
      (s) => s.write(`${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nhello`),
    ],
    [
      'a chunk size past all bounds',
      'body_malformed',
      (s) => s.write(`${ok}Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(20)}`),
    ],
    ['an early close before the answer', 'connection_closed', (socket) => socket.end()],
    ['an early close in the header', 'connection_closed', (socket) => socket.end(`${ok}X: y`)],
    [
      'an early close in the body',
      'connection_closed',
      (socket) => socket.end(`${ok}Content-Length: 10\r\n\r\nhello`),
    ],
    [
      'an early close in the chunks',
      'connection_closed',
      (s) => s.end(`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`),
    ],
    ['a reset', 'connection_reset', (socket) => socket.resetAndDestroy()],
    ['HTTP/0.9', 'protocol_error', (socket) => socket.end('<html>hello</html>')],
    ['HTTP/2 without being asked', 'protocol_error', (socket) => socket.end('HTTP/2 200\r\n\r\n')],
    ['an SSH banner', 'protocol_error', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
    [
      'an unasked protocol switch',
      'protocol_error',
      (s) => s.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    ],
    ['two lengths', 'protocol_error', (s) => s.end(`${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`)],
    [
      'length and chunks at once',
      'protocol_error',
      (s) => s.end(`${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
    ],
    ['a folded header', 'protocol_error', (socket) => socket.end(`${ok}A: b\r\n c\r\n\r\n`)],
    ['a NUL in a header', 'protocol_error', (socket) => socket.end(`${ok}A: b\0c\r\n\r\n`)],
  ])('%s', async (_name, cause, behave) => {
    const { outcome } = await probed(behave);
    expect(outcome).toMatchObject({ kind: 'failed', severity: 'down', cause });
  });
});

test('a server that closes after a body without a length has answered in full', async () => {
  const { outcome } = await probed((socket) => socket.end(`${ok}\r\nhello`), { expected_keyword: 'hello' });
  expect(outcome).toMatchObject({ kind: 'ok', httpStatus: 200 });
});

test('early hints are passed over', async () => {
  const { outcome } = await probed((socket) => {
    socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n');
    socket.end('HTTP/1.1 204 No Content\r\n\r\n');
  });
  expect(outcome).toMatchObject({ kind: 'ok', httpStatus: 204 });
});

test('an answer to HEAD has no body, whatever its length says', async () => {
  const { outcome } = await probed((socket) => socket.write(`${ok}Content-Length: 500\r\n\r\n`), {
    method: 'HEAD',
  });
  expect(outcome.kind).toBe('ok');
});
