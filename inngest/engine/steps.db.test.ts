import { afterEach, expect, test } from 'vitest';
import { gate, openWorld, type World } from '@/inngest/engine/testing/world';

let world: World;
afterEach(() => world.close());

test('each step runs once, a repeated id is another step, and the result is the end of the run', async () => {
  world = await openWorld();
  const app = world.app('app');
  const ran: string[] = [];
  const record = (what: string) => {
    ran.push(what);
    return { what };
  };
  const work = app.client.createFunction(
    { id: 'work', triggers: [{ event: 'test/work' }] },
    async ({ event, step }) => {
      const first = await step.run('same', () => record(`first ${event.data['n']}`));
      const second = await step.run('same', () => record('second'));
      return [first.what, second.what];
    },
  );
  await app.serve([work]);
  await app.client.send({ name: 'test/work', data: { n: 7 } });
  expect(await world.ended('app-work')).toMatchObject([
    { status: 'completed', output: ['first 7', 'second'] },
  ]);
  expect(ran).toEqual(['first 7', 'second']);
});

test('steps side by side run at the same time, each once, and the function ends once', async () => {
  world = await openWorld();
  const app = world.app('app');
  const names = ['a', 'b', 'c'];
  const ran: string[] = [];
  const all = gate();
  let ends = 0;
  const work = app.client.createFunction(
    { id: 'parallel', triggers: [{ event: 'test/parallel' }] },
    async ({ step }) => {
      const results = await Promise.all(
        names.map((name) =>
          step.run(name, async () => {
            ran.push(name);
            if (ran.length === names.length) all.open();
            await all.opened;
            return name;
          }),
        ),
      );
      const last = await step.run('last', () => results.join(''));
      ends += 1;
      return last;
    },
  );
  await app.serve([work]);
  await app.client.send({ name: 'test/parallel', data: {} });
  expect(await world.ended('app-parallel')).toMatchObject([{ status: 'completed', output: 'abc' }]);
  expect(ran.toSorted()).toEqual(names);
  expect(ends).toBe(1);
});
