import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ask, bodyLimitBytes, converse, startGateway, url } from '@/lib/gateway/testing/ping-gateway';

test('a body is kept byte for byte, whatever it claims to be, and cut at the limit', async () => {
  const { port, received } = await startGateway();
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  const packed = gzipSync('packed');
  await ask(port, { method: 'POST' }, bytes);
  await ask(
    port,
    { method: 'POST', headers: { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' } },
    packed,
  );
  await ask(
    port,
    { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    'a=1&b=%zz',
  );
  await ask(port, { method: 'GET', headers: { 'Content-Length': '3' } }, 'get');
  await ask(port, { method: 'HEAD', headers: { 'Transfer-Encoding': 'chunked' } }, 'head');
  const large = Buffer.alloc(3_000_000, 'x');
  expect((await ask(port, { method: 'POST', headers: { Expect: '100-continue' } }, large)).status).toBe(200);
  const bodies = received.map(({ body }) => body);
  expect(bodies.slice(0, 5)).toEqual([
    bytes,
    packed,
    Buffer.from('a=1&b=%zz'),
    Buffer.from('get'),
    Buffer.from('head'),
  ]);
  expect(bodies[5]).toEqual(large.subarray(0, bodyLimitBytes));
});

test('chunks are put together, in whatever pieces they come', async () => {
  const { port, received } = await startGateway();
  const request = http.request({ host: '127.0.0.1', port, path: url, method: 'POST' });
  for (const piece of ['one ', 'two ', 'three']) request.write(piece);
  request.end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  expect(await text(response)).toBe('OK');
  expect(String(received[0]?.body)).toBe('one two three');
});

test('an upload that breaks off is a ping with what came of it', async () => {
  const { port, nextPing } = await startGateway();
  const ping = nextPing();
  const socket = net.connect(port, '127.0.0.1');
  socket.write(`POST ${url} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf`);
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write('', resolve));
  socket.end();
  expect(await ping).toMatchObject({ method: 'POST', body: Buffer.from('half') });
});

test('chunks that are nonsense end the connection, and the ping counts', async () => {
  const { port, nextPing, received } = await startGateway();
  const ping = nextPing();
  const head = `POST ${url} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`;
  expect(await converse(port, `${head}4\r\ngood\r\nnonsense\r\n`)).toMatch(/^HTTP\/1.1 400/);
  expect(String((await ping).body)).toBe('good');
  expect((await ask(port)).status).toBe(200);
  expect(received).toHaveLength(2);
});

test('a body that does not end is not waited for', async () => {
  const { port, received } = await startGateway({ bodyTimeoutMs: 50 });
  const socket = net.connect(port, '127.0.0.1');
  socket.write(`POST ${url} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nslow`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 OK/);
  expect(String(received[0]?.body)).toBe('slow');
  socket.destroy();
});
