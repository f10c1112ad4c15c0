import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, until, type World } from '@/inngest/engine/testing/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('an event that is sent twice under one id starts its functions once', async () => {
  const { client, serve } = world.app('twice');
  await serve([
    client.createFunction({ id: 'fn', triggers: [{ event: 'twice/go' }] }, ({ event }) => event.data),
  ]);
  await client.send({ id: 'the-same', name: 'twice/go', data: { n: 1 } });
  await client.send({ id: 'the-same', name: 'twice/go', data: { n: 2 } });
  await client.send({ id: 'another', name: 'twice/go', data: { n: 3 } });
  const runs = await world.ended('twice-fn', 2);
  expect(runs.map(({ output }) => output)).toEqual([{ n: 1 }, { n: 3 }]);
});

test('an SDK that sends again after a broken connection says so by its seed, and nothing starts twice', async () => {
  const { client, serve } = world.app('seed');
  await serve([client.createFunction({ id: 'fn', triggers: [{ event: 'seed/go' }] }, () => null)]);
  const send = () =>
    fetch(`${world.engine.url}/e/any`, {
      method: 'POST',
      headers: { 'x-inngest-event-id-seed': '1700000000000,AAECAwQFBgcICQ==' },
      body: JSON.stringify([
        { name: 'seed/go', data: {} },
        { name: 'seed/go', data: {} },
      ]),
    }).then((response) => response.json() as Promise<{ ids: string[] }>);
  const [first, second] = [await send(), await send()];
  expect(new Set(first.ids).size).toBe(2);
  expect(second.ids).toEqual(first.ids);
  expect(await world.ended('seed-fn', 2)).toHaveLength(2);
});

test('events are taken together or not at all', async () => {
  const { client, serve } = world.app('atomic');
  await serve([client.createFunction({ id: 'fn', triggers: [{ event: 'atomic/go' }] }, () => null)]);
  const post = (body: string) => fetch(`${world.engine.url}/e/any`, { method: 'POST', body });
  const events = [
    { name: 'atomic/go', data: {} },
    { name: 'inngest/function.failed', data: {} },
  ];
  expect((await post(JSON.stringify(events))).status).toBe(400);
  expect((await post('no JSON')).status).toBe(400);
  expect((await post('{"data":{}}')).status).toBe(400);
  expect(await world.runsOf('atomic-fn')).toHaveLength(0);
});

test('a trigger with a condition sees only the events that meet it', async () => {
  const { client, serve } = world.app('filter');
  const fn = client.createFunction(
    { id: 'fn', triggers: [{ event: 'filter/go', if: "event.data.kind == 'big' && event.data.size > 10" }] },
    ({ event }) => event.data['size'],
  );
  await serve([fn]);
  await client.send([
    { name: 'filter/go', data: { kind: 'big', size: 9 } },
    { name: 'filter/go', data: { kind: 'small', size: 11 } },
    { name: 'filter/go', data: { kind: 'big', size: 12 } },
  ]);
  expect(await world.ended('filter-fn')).toMatchObject([{ output: 12 }]);
});

test('idempotency: one run per key; without the key each event is its own', async () => {
  const { client, serve } = world.app('once');
  const fn = client.createFunction(
    { id: 'fn', idempotency: 'event.data.key', triggers: [{ event: 'once/go' }] },
    ({ event }) => event.data['n'],
  );
  await serve([fn]);
  const keys = ['a', 'a', 'b', undefined, undefined];
  for (const [n, key] of keys.entries()) await client.send({ name: 'once/go', data: { key, n } });
  const runs = await world.ended('once-fn', 4);
  expect(runs.map(({ output }) => output)).toEqual([0, 2, 3, 4]);
});

test('an event of the future starts its functions then', async () => {
  const { client, serve } = world.app('future');
  await serve([
    client.createFunction({ id: 'fn', triggers: [{ event: 'future/go' }] }, () => performance.now()),
  ]);
  const sentMs = performance.now();
  await client.send({ name: 'future/go', data: {}, ts: Date.now() + 600 });
  const [run] = await world.ended('future-fn');
  expect(Number(run?.output) - sentMs).toBeGreaterThanOrEqual(550);
});

test('cancelOn ends the run that the event means, and no other', async () => {
  const { client, serve } = world.app('cancel');
  const cancelled: unknown[] = [];
  const fn = client.createFunction(
    { id: 'fn', triggers: [{ event: 'cancel/go' }], cancelOn: [{ event: 'cancel/stop', match: 'data.id' }] },
    async ({ step }) => {
      await step.waitForEvent('end', { event: 'cancel/end', timeout: '1h' });
      return 'ended';
    },
  );
  const listener = client.createFunction(
    { id: 'listener', triggers: [{ event: 'inngest/function.cancelled' }] },
    ({ event }) => cancelled.push(event.data['event'].data),
  );
  await serve([fn, listener]);
  await client.send([
    { name: 'cancel/go', data: { id: 1 } },
    { name: 'cancel/go', data: { id: 2 } },
  ]);
  await until(
    async () => (await world.sql`select 1 from engine_waits where step_id not like 'cancel:%'`).length === 2,
  );
  await client.send({ name: 'cancel/stop', data: { id: 1 } });
  await client.send({ name: 'cancel/end', data: {} });
  const runs = await world.ended('cancel-fn', 2);
  expect(runs.map(({ status }) => status)).toEqual(['cancelled', 'completed']);
  await world.ended('cancel-listener');
  expect(cancelled).toEqual([{ id: 1 }]);
  expect(await world.sql`select 1 from engine_waits`).toHaveLength(0);
});

test('a cron fires each slot once with two engines; of slots missed meanwhile only the last is made up for', async () => {
  const clock = { ms: Date.parse('2030-01-01T00:00:30Z') };
  const now = () => new Date(clock.ms);
  const own = await openWorld({ now });
  try {
    await own.addEngine({ now });
    const { client, serve } = own.app('cron');
    const slots: unknown[] = [];
    const fn = client.createFunction(
      { id: 'fn', triggers: [{ cron: 'TZ=Europe/Paris */5 * * * *' }] },
      ({ event }) => {
        slots.push([event.name, new Date(event.ts ?? 0).toISOString()]);
      },
    );
    await serve([fn]);
    clock.ms = Date.parse('2030-01-01T00:05:00Z');
    await own.ended('cron-fn', 1);
    clock.ms = Date.parse('2030-01-01T00:23:00Z');
    await own.ended('cron-fn', 2);
    clock.ms = Date.parse('2030-01-01T00:25:01Z');
    await own.ended('cron-fn', 3);
    expect(slots).toEqual([
      ['inngest/scheduled.timer', '2030-01-01T00:05:00.000Z'],
      ['inngest/scheduled.timer', '2030-01-01T00:20:00.000Z'],
      ['inngest/scheduled.timer', '2030-01-01T00:25:00.000Z'],
    ]);
  } finally {
    await own.close();
  }
});

test('a cron that is registered again keeps its next slot; one that is taken away fires no more', async () => {
  const { client, serve } = world.app('recron');
  const at = (cron: string) => client.createFunction({ id: 'fn', triggers: [{ cron }] }, () => null);
  const schedules = () =>
    world.sql<{ cron: string }[]>`select cron from engine_schedules where function_id = 'recron-fn'`;
  await serve([at('0 0 1 1 *')]);
  await world.sql`update engine_schedules set next_at = now() - interval '1 minute' where function_id = 'recron-fn'`;
  await serve([at('0 0 1 1 *')]);
  await world.ended('recron-fn', 1);
  await serve([at('0 0 2 2 *')]);
  expect(await schedules()).toEqual([{ cron: '0 0 2 2 *' }]);
  await serve([client.createFunction({ id: 'other', triggers: [{ event: 'recron/go' }] }, () => null)]);
  expect(await schedules()).toEqual([]);
});

test('what the engine would have to ignore it refuses at registration, by name, and changes nothing', async () => {
  const { client, serve } = world.app('refused');
  const trigger = { triggers: [{ event: 'refused/go' }] };
  await serve([client.createFunction({ id: 'fn', ...trigger }, () => 'first')]);
  const refusal = async (config: Record<string, unknown>) => {
    const { status, text } = await serve([
      client.createFunction({ id: 'fn', ...trigger, ...config }, () => 'second'),
    ]);
    expect(status).toBe(400);
    return (JSON.parse(text) as { message: string }).message;
  };
  expect(await refusal({ throttle: { limit: 1, period: '1s' } })).toContain(
    'refused-fn: the embedded engine does not support throttle',
  );
  expect(await refusal({ debounce: { period: '1s' } })).toContain('debounce');
  expect(await refusal({ batchEvents: { maxSize: 2, timeout: '1s' } })).toContain('batchEvents');
  expect(await refusal({ concurrency: { limit: 1, key: 'event.data.a + event.data.b' } })).toContain(
    'does not understand the expression event.data.a + event.data.b',
  );
  expect(await refusal({ triggers: [{ cron: '61 * * * *' }] })).toContain(
    '61 * * * * is not a cron schedule',
  );
  const [row] = await world.sql<{ config: { throttle?: unknown } }[]>`
    select config from engine_functions where id = 'refused-fn'`;
  expect(row?.config).not.toHaveProperty('throttle');
});

test('an event is called for because somebody tells of it, and waits for no poll', async () => {
  const told = await openWorld({ pollMs: 600_000 });
  try {
    const { client, serve } = told.app('fast');
    const called: unknown[] = [];
    const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'fast/go' }] }, ({ event }) => {
      called.push(event.data['n']);
    });
    await serve([fn]);
    for (let n = 1; n <= 20; n += 1) {
      await client.send({ name: 'fast/go', data: { n } });
      await until(() => called.length === n);
    }
    expect(new Set(called).size).toBe(20);
  } finally {
    await told.close();
  }
});
