import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeOld } from '@/inngest/engine/remove-old';
import { gate, openWorld, until, type World } from '@/inngest/engine/testing/world';

/** Renewed three times in it: longer than a busy machine holds up an engine, else another one takes its work by right. */
const leaseMs = 1_500;
let world: World;
beforeEach(async () => {
  world = await openWorld({ leaseMs });
});
afterEach(() => world.close());

test('what an engine had begun when it was killed, the next one on the database ends; finished steps stay done', async () => {
  const { client, serve } = world.app('killed');
  const done: string[] = [];
  const inStep = gate();
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'killed/go' }] }, async ({ step }) => {
    await step.run('first', () => done.push('first'));
    await step.sleep('pause', '10s');
    await step.run('second', async () => {
      done.push('second');
      if (done.length === 2) await inStep.opened;
    });
    await step.waitForEvent('signal', { event: 'killed/signal', timeout: '1h' });
    return 'whole';
  });
  await serve([fn]);
  await client.send({ name: 'killed/go', data: {} });
  await until(() => done.includes('second'));
  await world.engine.abandon();
  inStep.open();

  const next = await world.addEngine();
  await until(async () => (await world.sql`select 1 from engine_waits`).length === 1);
  const again = world.app('killed', {}, next);
  await again.client.send({ name: 'killed/signal', data: {} });
  expect(await world.ended('killed-fn')).toMatchObject([{ status: 'completed', output: 'whole' }]);
  // Nobody kept the answer of the second step, so it was done again; the first was not.
  expect(done).toEqual(['first', 'second', 'second']);
});

test('a long step keeps its lease: a second engine does not take it', async () => {
  const { client, serve } = world.app('long');
  const hold = gate();
  let calls = 0;
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'long/go' }] }, async ({ step }) =>
    step.run('long', async () => {
      calls += 1;
      await hold.opened;
      return calls;
    }),
  );
  await serve([fn]);
  await world.addEngine();
  await client.send({ name: 'long/go', data: {} });
  await until(() => calls === 1);
  const renewedSince = async (ms: number) => {
    const rows = await world.sql`
      select 1 from engine_queue q join engine_runs r on r.id = q.run_id
      where q.lease_until_at > r.started_at + make_interval(secs => ${ms / 1000})`;
    return rows.length === 1;
  };
  // Three leases long, and the fourth has begun.
  await until(() => renewedSince(4 * leaseMs));
  hold.open();
  expect(await world.ended('long-fn')).toMatchObject([{ output: 1 }]);
  expect(calls).toBe(1);
});

test('an answer that comes after its lease was lost is dropped', async () => {
  const { client, serve } = world.app('fenced');
  const first = gate();
  let calls = 0;
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'fenced/go' }] }, async () => {
    calls += 1;
    const own = calls;
    if (own === 1) await first.opened;
    return own;
  });
  await serve([fn]);
  await client.send({ name: 'fenced/go', data: {} });
  await until(() => calls === 1);
  // Another engine has it now, and is done before.
  await world.sql`update engine_queue set lease_id = gen_random_uuid(), lease_until_at = now() - interval '1 second'`;
  await world.addEngine();
  expect(await world.ended('fenced-fn')).toMatchObject([{ output: 2 }]);
  first.open();
  await until(async () => (await world.sql`select 1 from engine_queue`).length === 0);
  expect(await world.runsOf('fenced-fn')).toMatchObject([{ output: 2 }]);
});

test('functions that were registered with an engine that is gone are known to the next', async () => {
  const { client, serve } = world.app('kept');
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'kept/go' }] }, () => 'known');
  await serve([fn]);
  await world.engine.close(100);
  const next = await world.addEngine();
  await world.app('kept', {}, next).client.send({ name: 'kept/go', data: {} });
  expect(await world.ended('kept-fn')).toMatchObject([{ output: 'known' }]);
  expect(client.id).toBe('kept');
});

test('what an app was given while no engine ran is known to the next engine at once', async () => {
  const { client, serve, port } = world.app('renewed');
  await serve([client.createFunction({ id: 'fn', triggers: [{ event: 'renewed/go' }] }, () => 'old')]);
  const where = port();
  await world.engine.close(100);
  const other = client.createFunction({ id: 'other', triggers: [{ event: 'renewed/go' }] }, () => 'new');
  // The engine is away: the registration fails, the functions are served all the same.
  expect((await serve([other], where)).status).not.toBe(200);
  const next = await world.addEngine();
  await until(async () => {
    await world.app('renewed', {}, next).client.send({ name: 'renewed/go', data: {} });
    return (await world.runsOf('renewed-other')).length > 0;
  });
  expect(await world.sql`select id from engine_functions where app = 'renewed'`).toEqual([
    { id: 'renewed-other' },
  ]);
});

test('old runs and events are removed; what tells repetitions apart is kept for a day', async () => {
  const { client, serve } = world.app('old');
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'old/go' }] }, ({ step }) =>
    step.run('a', () => 1),
  );
  const keyed = client.createFunction(
    { id: 'keyed', idempotency: 'event.data.key', triggers: [{ event: 'old/go' }] },
    () => 2,
  );
  await serve([fn, keyed]);
  await client.send({ name: 'old/go', data: { key: 'k' } });
  await world.ended('old-fn');
  await world.ended('old-keyed');
  const age = (interval: string) =>
    world.sql.unsafe(`
    update engine_runs set ended_at = now() - interval '${interval}';
    update engine_events set received_at = now() - interval '${interval}'`);
  await age('2 hours');
  await removeOld(world.sql);
  expect(await world.runsOf('old-fn')).toHaveLength(0);
  expect(await world.sql`select 1 from engine_steps`).toHaveLength(0);
  expect(await world.runsOf('old-keyed')).toHaveLength(1);
  expect(await world.sql`select 1 from engine_events`).toHaveLength(1);
  await age('25 hours');
  await removeOld(world.sql);
  expect(await world.runsOf('old-keyed')).toHaveLength(0);
  expect(await world.sql`select 1 from engine_events`).toHaveLength(0);
});

test('an engine learns of functions that another has registered', async () => {
  const second = await world.addEngine();
  const { client, serve } = world.app('told');
  await serve([client.createFunction({ id: 'fn', triggers: [{ event: 'told/go' }] }, () => 'heard')]);
  await until(async () => {
    await world.app('told', {}, second).client.send({ name: 'told/go', data: {} });
    return (await world.runsOf('told-fn')).length > 0;
  });
});

test('closing lets running calls end', async () => {
  const { client, serve } = world.app('drained');
  const hold = gate();
  let isCalled = false;
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'drained/go' }] }, async () => {
    isCalled = true;
    await hold.opened;
    return 'in peace';
  });
  await serve([fn]);
  await client.send({ name: 'drained/go', data: {} });
  await until(() => isCalled);
  const closed = world.engine.close(10_000);
  hold.open();
  await closed;
  expect(await world.runsOf('drained-fn')).toMatchObject([{ status: 'completed', output: 'in peace' }]);
});

test('an answer outlives an outage of the database, and no step is done twice', async () => {
  const { client, serve } = world.app('outage');
  const hold = gate();
  let calls = 0;
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'outage/go' }] }, async ({ step }) =>
    step.run('work', async () => {
      calls += 1;
      await hold.opened;
      return 'saved';
    }),
  );
  await serve([fn]);
  await client.send({ name: 'outage/go', data: {} });
  await until(() => calls === 1);
  const [{ name } = { name: '' }] = await world.sql<{ name: string }[]>`select current_database() as name`;
  const others = () => world.sql`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and pid <> pg_backend_pid()`;
  hold.open();
  for (let round = 0; round < 5; round += 1) await others().catch(() => {});
  expect(await world.ended('outage-fn')).toMatchObject([{ status: 'completed', output: 'saved' }]);
  expect(calls).toBe(1);
});
