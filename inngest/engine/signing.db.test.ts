import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, until, type World } from '@/inngest/engine/testing/world';

const signingKey = 'signkey-test-8ee2262a15e8d3c42d6a840db7af3de2aab08ef632b32a37a687f24b34dba3ff';
const eventKey = 'the-event-key';
const cloud = { isDev: false, signingKey, eventKey };

let world: World;
beforeAll(async () => {
  world = await openWorld({ signingKey, eventKey });
});
afterAll(() => world.close());

test('signed on both sides, functions run with steps, numbers for keys, and letters of the world', async () => {
  const { client, serve } = world.app('signed', cloud);
  const fn = client.createFunction(
    { id: 'fn', triggers: [{ event: 'signed/go' }] },
    async ({ step, event }) => {
      const odd = await step.run('odd', () => ({ 10: 'ten', 9: 'nine', é: '☃', z: [1.5, 1e21], a: null }));
      await step.sleep('nap', '10s');
      return { odd, given: event.data };
    },
  );
  expect(await serve([fn])).toMatchObject({ status: 200 });
  await client.send({ name: 'signed/go', data: { 2: 'b', 11: 'a', text: '\u2028"\\' } });
  expect(await world.ended('signed-fn')).toMatchObject([
    {
      status: 'completed',
      output: {
        odd: { 9: 'nine', 10: 'ten', é: '☃', z: [1.5, 1e21], a: null },
        given: { 2: 'b', 11: 'a', text: '\u2028"\\' },
      },
    },
  ]);
});

test('more than goes along with a call is fetched with the key', async () => {
  const { client, serve } = world.app('fetched', cloud);
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'fetched/go' }] }, async ({ step }) => {
    const large = await step.run('large', () => 'x'.repeat(4_500_000));
    return step.run('after', () => large.length);
  });
  await serve([fn]);
  await client.send({ name: 'fetched/go', data: {} });
  expect(await world.ended('fetched-fn')).toMatchObject([{ output: 4_500_000 }]);
});

test('without the keys nothing is registered, sent, or read', async () => {
  const { client, serve } = world.app('stranger', { ...cloud, signingKey: signingKey.replace('8', '9') });
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'stranger/go' }] }, () => null);
  expect((await serve([fn])).status).not.toBe(200);
  const { url } = world.engine;
  const statuses = [
    await fetch(`${url}/fn/register`, { method: 'POST', body: '{}' }),
    await fetch(`${url}/e/wrong`, { method: 'POST', body: '{"name":"stranger/go"}' }),
    await fetch(`${url}/v0/runs/any/actions`),
    await fetch(`${url}/v0/runs/any/batch`, { headers: { Authorization: 'Bearer no' } }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([401, 401, 401, 401]);
  expect(await world.sql`select 1 from engine_functions where app = 'stranger'`).toHaveLength(0);
});

test('an answer that the key has not signed is not believed', async () => {
  let calls = 0;
  const impostor = http.createServer((_request, response) => {
    calls += 1;
    const at = Math.floor(Date.now() / 1000);
    const forged = createHmac('sha256', 'another key').update(`"mine"${at}`).digest('hex');
    response.writeHead(200, { 'x-inngest-sdk': 'js:v4', 'x-inngest-signature': `t=${at}&s=${forged}` });
    response.end('"mine"');
  });
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
  const { client, serve } = world.app('proven', cloud);
  await serve([client.createFunction({ id: 'fn', triggers: [{ event: 'proven/go' }] }, () => 'genuine')]);
  const [{ url } = { url: '' }] = await world.sql<{ url: string }[]>`
    select url from engine_functions where id = 'proven-fn'`;
  const elsewhere = new URL(url);
  elsewhere.port = String((impostor.address() as AddressInfo).port);
  await world.sql`
    update engine_functions set config = replace(config::text, ${url}, ${elsewhere.href})::json where id = 'proven-fn'`;
  await world.sql`select pg_notify('stillup_engine', 'functions')`;
  await until(async () => {
    await client.send({ name: 'proven/go', data: {} });
    return calls > 0;
  });
  const before = calls;
  await until(() => calls > before);
  const runs = await world.runsOf('proven-fn');
  expect(runs.filter(({ output }) => output === 'mine')).toHaveLength(0);
  impostor.closeAllConnections();
  impostor.close();
});

test('a signing key that an SDK would read otherwise is refused at start', async () => {
  await expect(world.addEngine({ signingKey: 'signkey-test-nothex' })).rejects.toThrow('must be hexadecimal');
});
