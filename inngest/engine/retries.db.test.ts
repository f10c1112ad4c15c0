import { NonRetriableError, RetryAfterError } from 'inngest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, until, type World } from '@/inngest/engine/testing/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a failed step is tried again as often as the function says, and no step before it', async () => {
  const { client, serve } = world.app('again');
  const attempts: number[] = [];
  let firsts = 0;
  const fn = client.createFunction(
    { id: 'fn', retries: 2, triggers: [{ event: 'again/go' }] },
    async ({ step, attempt }) => {
      await step.run('first', () => {
        firsts += 1;
      });
      return step.run('second', () => {
        attempts.push(attempt);
        if (attempt < 2) throw new Error('not yet');
        return 'at last';
      });
    },
  );
  await serve([fn]);
  await client.send({ name: 'again/go', data: {} });
  expect(await world.ended('again-fn')).toMatchObject([{ status: 'completed', output: 'at last' }]);
  expect(attempts).toEqual([0, 1, 2]);
  expect(firsts).toBe(1);
});

test('without a wish of its own a function is tried five times, as with Inngest', async () => {
  const { client, serve } = world.app('default');
  const attempts: (number | undefined)[] = [];
  const fn = client.createFunction(
    { id: 'fn', triggers: [{ event: 'default/go' }] },
    ({ attempt, maxAttempts }) => {
      attempts.push(attempt, maxAttempts);
      throw new Error('never');
    },
  );
  await serve([fn]);
  await client.send({ name: 'default/go', data: {} });
  expect(await world.ended('default-fn')).toMatchObject([{ status: 'failed', output: { message: 'never' } }]);
  expect(attempts).toEqual([0, 5, 1, 5, 2, 5, 3, 5, 4, 5]);
});

test('RetryAfterError sets the time of the retry', async () => {
  const { client, serve } = world.app('after');
  const instants: number[] = [];
  const fn = client.createFunction(
    { id: 'fn', triggers: [{ event: 'after/go' }] },
    async ({ step, attempt }) =>
      step.run('try', () => {
        instants.push(performance.now());
        if (attempt === 0) throw new RetryAfterError('busy', 30_000);
        return 'done';
      }),
  );
  await serve([fn]);
  await client.send({ name: 'after/go', data: {} });
  expect(await world.ended('after-fn')).toMatchObject([{ output: 'done' }]);
  // A hundredth of thirty seconds; the first delay without a wish would be a hundredth of one.
  expect((instants[1] ?? 0) - (instants[0] ?? 0)).toBeGreaterThanOrEqual(299);
});

test('NonRetriableError ends a step, and a function, at the first attempt', async () => {
  const { client, serve } = world.app('final');
  let steps = 0;
  let calls = 0;
  const inStep = client.createFunction(
    { id: 'in-step', triggers: [{ event: 'final/go' }] },
    async ({ step }) =>
      step.run('try', () => {
        steps += 1;
        throw new NonRetriableError('wrong input');
      }),
  );
  const outside = client.createFunction({ id: 'outside', triggers: [{ event: 'final/go' }] }, () => {
    calls += 1;
    throw new NonRetriableError('wrong function');
  });
  await serve([inStep, outside]);
  await client.send({ name: 'final/go', data: {} });
  expect(await world.ended('final-in-step')).toMatchObject([
    { status: 'failed', output: { message: 'wrong input' } },
  ]);
  expect(await world.ended('final-outside')).toMatchObject([
    { status: 'failed', output: { message: 'wrong function' } },
  ]);
  expect([steps, calls]).toEqual([1, 1]);
});

test('a step that has failed for good can be caught, and the function goes on', async () => {
  const { client, serve } = world.app('caught');
  const fn = client.createFunction(
    { id: 'fn', retries: 1, triggers: [{ event: 'caught/go' }] },
    async ({ step }) => {
      const text = await step
        .run('fails', () => {
          throw new TypeError('no good');
        })
        .catch((error: Error) => `${error.name}: ${error.message}`);
      return step.run('after', () => `caught ${text}`);
    },
  );
  await serve([fn]);
  await client.send({ name: 'caught/go', data: {} });
  const [run] = await world.ended('caught-fn');
  expect(run).toMatchObject({ status: 'completed' });
  expect(run?.output).toContain('no good');
});

test('onFailure is told what failed, with which event, once; its own failure tells nobody', async () => {
  const { client, serve } = world.app('failing');
  const told: unknown[] = [];
  const fn = client.createFunction(
    {
      id: 'fn',
      retries: 1,
      triggers: [{ event: 'failing/go' }],
      onFailure: ({ error, event }) => {
        told.push([error.message, event.data.event.data, event.data.function_id]);
        throw new NonRetriableError('so did I');
      },
    },
    () => {
      throw new Error('broken');
    },
  );
  const other = client.createFunction(
    { id: 'other', triggers: [{ event: 'failing/else' }], onFailure: () => told.push('not mine') },
    () => 'fine',
  );
  await serve([fn, other]);
  await client.send({ name: 'failing/go', data: { n: 1 } });
  expect(await world.ended('failing-fn-failure')).toMatchObject([{ status: 'failed' }]);
  expect(told).toEqual([['broken', { n: 1 }, 'failing-fn']]);
  expect(await world.runsOf('failing-other-failure')).toHaveLength(0);
});

test('whoever listens for the end of functions hears of it', async () => {
  const { client, serve } = world.app('ends');
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'ends/go' }] }, () => 'a result');
  const listener = client.createFunction(
    {
      id: 'listener',
      triggers: [{ event: 'inngest/function.finished', if: "event.data.function_id == 'ends-fn'" }],
    },
    ({ event }) => event.data['result'],
  );
  await serve([fn, listener]);
  await client.send({ name: 'ends/go', data: {} });
  expect(await world.ended('ends-listener')).toMatchObject([{ output: 'a result' }]);
});

test('a call that dies with its process is made again, costs no attempt, and no finished step is done twice', async () => {
  const { client, serve, kill, port } = world.app('dies');
  const attempts: number[] = [];
  let firsts = 0;
  const fn = client.createFunction(
    { id: 'fn', retries: 0, triggers: [{ event: 'dies/go' }] },
    async ({ step, attempt }) => {
      await step.run('first', () => {
        firsts += 1;
      });
      return step.run('deadly', async () => {
        attempts.push(attempt);
        if (attempts.length === 1) await new Promise(() => {});
        return 'survived';
      });
    },
  );
  await serve([fn]);
  await client.send({ name: 'dies/go', data: {} });
  await until(() => attempts.length === 1);
  const where = port();
  await kill();
  await serve([fn], where);
  expect(await world.ended('dies-fn')).toMatchObject([{ status: 'completed', output: 'survived' }]);
  expect(attempts).toEqual([0, 0]);
  expect(firsts).toBe(1);
});

test('a call of which its process dies again and again fails in the end', async () => {
  const { client, serve, cut } = world.app('deadly');
  let calls = 0;
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'deadly/go' }] }, async () => {
    calls += 1;
    cut();
    await new Promise(() => {});
  });
  await serve([fn]);
  await client.send({ name: 'deadly/go', data: {} });
  const [run] = await world.ended('deadly-fn');
  expect(run).toMatchObject({ status: 'failed', output: { message: expect.stringContaining('12 times') } });
  expect(calls).toBe(12);
});

test('an app that is away costs no attempts, however long', async () => {
  const { client, serve, kill, port } = world.app('away');
  const fn = client.createFunction(
    { id: 'fn', retries: 0, triggers: [{ event: 'away/go' }] },
    ({ attempt }) => attempt,
  );
  await serve([fn]);
  const where = port();
  await kill();
  await client.send({ name: 'away/go', data: {} });
  const refusals = () => world.sql`
    select 1 from engine_queue where function_id = 'away-fn' and due_at > (
      select started_at + interval '60 milliseconds' from engine_runs where function_id = 'away-fn')`;
  await until(async () => (await refusals()).length === 1);
  await serve([fn], where);
  expect(await world.ended('away-fn')).toMatchObject([{ status: 'completed', output: 0 }]);
});
