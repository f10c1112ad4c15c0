import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createBodyReader } from '@/lib/gateway/read-body';

const cleanUps: (() => unknown)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

test('bodies that are being read share a bounded room, which is free again when they are there', async () => {
  const bodies = createBodyReader({ limitBytes: 1000, budgetBytes: 1500 });
  const server = http.createServer((request, response) => {
    const read = bodies.of(request);
    void (read?.() ?? Promise.resolve(null)).then((body) => {
      response.end(body === null ? 'none' : body === 'busy' ? 'busy' : `${body.length}`);
      request.resume();
    });
  });
  cleanUps.push(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const post = async (size: number) => (await fetch(url, { method: 'POST', body: 'x'.repeat(size) })).text();

  const open = http.request(url, { method: 'POST', headers: { 'Content-Length': 1000 } });
  open.write('x');
  await once(server, 'request');
  expect(await post(600)).toBe('busy');
  expect(await post(400)).toBe('400');
  expect(await (await fetch(url)).text()).toBe('none');
  open.end('x'.repeat(999));
  const [response] = (await once(open, 'response')) as [http.IncomingMessage];
  response.resume();
  expect(await post(600)).toBe('600');
  expect(await post(5000)).toBe('1000');
});
