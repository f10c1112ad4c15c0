import { afterEach, expect, test } from 'vitest';
import { openWorld, until, type World } from '@/inngest/engine/testing/world';

let world: World;
afterEach(() => world.close());

/** Counts what runs at the same time, in all and by key. A step ends when nobody else comes in any more. */
function createMeter() {
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  let total = 0;
  let mostTotal = 0;
  const enter = (key: string) => {
    const own = (running.get(key) ?? 0) + 1;
    running.set(key, own);
    most.set(key, Math.max(most.get(key) ?? 0, own));
    total += 1;
    mostTotal = Math.max(mostTotal, total);
  };
  const leave = (key: string) => {
    running.set(key, (running.get(key) ?? 0) - 1);
    total -= 1;
  };
  return {
    hold: async <T>(key: string, isEnough: () => Promise<boolean> | boolean, result: T): Promise<T> => {
      enter(key);
      await until(isEnough);
      leave(key);
      return result;
    },
    running: () => total,
    most: () => mostTotal,
    mostOf: (key: string) => most.get(key) ?? 0,
  };
}

async function leased(functionId: string): Promise<number> {
  const rows = await world.sql`
    select 1 from engine_queue where function_id = ${functionId} and lease_until_at > now()`;
  return rows.length;
}

test('a limit is reached but never exceeded, with two engines that both want more', async () => {
  world = await openWorld();
  await world.addEngine();
  const { client, serve } = world.app('global');
  const meter = createMeter();
  const fn = client.createFunction(
    { id: 'fn', concurrency: 3, triggers: [{ event: 'global/go' }] },
    async ({ step }) => {
      await step.run('one', () => meter.hold('', () => meter.most() === 3, 1));
      return step.run('two', () => meter.hold('', () => true, 2));
    },
  );
  await serve([fn]);
  await client.send(Array.from({ length: 12 }, () => ({ name: 'global/go', data: {} })));
  const runs = await world.ended('global-fn', 12);
  expect(runs.every(({ output }) => output === 2)).toBe(true);
  expect(meter.most()).toBe(3);
});

test('a limit with a key holds for each of its values, beside one for all', async () => {
  world = await openWorld();
  const { client, serve } = world.app('keyed');
  const meter = createMeter();
  const fn = client.createFunction(
    {
      id: 'fn',
      concurrency: [{ limit: 1, key: 'event.data.tenant' }, { limit: 2 }],
      triggers: [{ event: 'keyed/go' }],
    },
    async ({ event, step }) =>
      step.run('work', () => meter.hold(String(event.data['tenant']), () => meter.most() === 2, 1)),
  );
  await serve([fn]);
  const tenants = ['a', 'a', 'a', 'b', 'b', 'c'];
  await client.send(tenants.map((tenant) => ({ name: 'keyed/go', data: { tenant } })));
  await world.ended('keyed-fn', tenants.length);
  expect([meter.mostOf('a'), meter.mostOf('b'), meter.mostOf('c')]).toEqual([1, 1, 1]);
  expect(meter.most()).toBe(2);
});

test('a crowd behind one full limit does not keep another function waiting', async () => {
  world = await openWorld();
  const { client, serve } = world.app('crowd');
  const meter = createMeter();
  let isOver = false;
  const narrow = client.createFunction(
    { id: 'narrow', concurrency: 1, triggers: [{ event: 'crowd/narrow' }] },
    () => meter.hold('', () => isOver, 1),
  );
  const free = client.createFunction({ id: 'free', triggers: [{ event: 'crowd/free' }] }, () => 'at once');
  await serve([narrow, free]);
  await client.send(Array.from({ length: 600 }, () => ({ name: 'crowd/narrow', data: {} })));
  await until(() => meter.running() === 1);
  await client.send({ name: 'crowd/free', data: {} });
  expect(await world.ended('crowd-free')).toMatchObject([{ output: 'at once' }]);
  expect(await leased('crowd-narrow')).toBe(1);
  await world.sql`delete from engine_runs where status = 'running' and id not in (
    select run_id from engine_queue where lease_until_at > now())`;
  isOver = true;
  await until(() => meter.running() === 0);
});

test('a run that sleeps or waits counts against no limit', async () => {
  world = await openWorld();
  const { client, serve } = world.app('asleep');
  const fn = client.createFunction(
    { id: 'fn', concurrency: 1, triggers: [{ event: 'asleep/go' }] },
    async ({ event, step }) => {
      if (event.data['n'] === 1) await step.sleep('long', '30d');
      if (event.data['n'] === 2) await step.waitForEvent('never', { event: 'asleep/never', timeout: '30d' });
      return event.data['n'];
    },
  );
  await serve([fn]);
  for (const n of [1, 2]) await client.send({ name: 'asleep/go', data: { n } });
  await until(async () => (await world.sql`select 1 from engine_queue where kind <> 'call'`).length === 2);
  await client.send({ name: 'asleep/go', data: { n: 3 } });
  expect((await world.ended('asleep-fn')).filter(({ output }) => output === 3)).toHaveLength(1);
});
