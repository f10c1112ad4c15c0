import { createHash } from 'node:crypto';
import { referenceFunction } from 'inngest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate, openWorld, until, type World } from '@/inngest/engine/testing/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What the queue holds for a function's time to come, in real seconds. */
async function dueInSeconds(functionId: string): Promise<number[]> {
  const rows = await world.sql<{ seconds: number }[]>`
    select extract(epoch from due_at - now())::float8 as seconds from engine_queue
    where function_id = ${functionId} and due_at > now()`;
  return rows.map(({ seconds }) => seconds);
}

/** All that waits for its time is due now. */
async function hurry(functionId: string): Promise<void> {
  await world.sql`update engine_queue set due_at = now() where function_id = ${functionId} and due_at > now()`;
  await world.sql`select pg_notify('stillup_engine', '')`;
}

test('each step runs once, a repeated id is another step, and the result is the end of the run', async () => {
  const { client, serve } = world.app('work');
  const ran: string[] = [];
  const record = (what: string) => {
    ran.push(what);
    return { what };
  };
  const fn = client.createFunction(
    { id: 'fn', triggers: [{ event: 'work/go' }] },
    async ({ event, step, runId }) => {
      const first = await step.run('same', () => record(`first ${event.data['n']}`));
      const second = await step.run('same', () => record('second'));
      return [first.what, second.what, runId];
    },
  );
  await serve([fn]);
  await client.send({ name: 'work/go', data: { n: 7 } });
  const [run] = await world.ended('work-fn');
  expect(run).toMatchObject({ status: 'completed', output: ['first 7', 'second', run?.id] });
  expect(ran).toEqual(['first 7', 'second']);
  const ids =
    await world.sql`select step_id from engine_steps where run_id = ${run?.id ?? ''} order by position`;
  const hash = (id: string) => createHash('sha1').update(id).digest('hex');
  expect(ids.map((row) => row['step_id'])).toEqual([hash('same'), hash('same:1')]);
});

test('what a step returns comes back as it was, whatever is in the strings', async () => {
  const { client, serve } = world.app('strings');
  const text = 'NUL \0, half \ud83d, whole 😀, "quotes"\n';
  const fn = client.createFunction(
    { id: 'fn', triggers: [{ event: 'strings/go' }] },
    async ({ event, step }) => {
      const kept = await step.run('text', () => ({
        text: event.data['text'],
        2: 'b',
        1: 'a',
        nothing: null,
      }));
      return [kept.text === text, kept.nothing];
    },
  );
  await serve([fn]);
  await client.send({ name: 'strings/go', data: { text } });
  expect(await world.ended('strings-fn')).toMatchObject([{ output: [true, null] }]);
});

test('steps side by side run at the same time, each once, and the function ends once', async () => {
  const { client, serve } = world.app('parallel');
  const names = ['a', 'b', 'c', 'd', 'e'];
  const ran: string[] = [];
  const all = gate();
  let ends = 0;
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'parallel/go' }] }, async ({ step }) => {
    const runOne = (name: string) =>
      step.run(name, async () => {
        ran.push(name);
        if (ran.length === names.length) all.open();
        await all.opened;
        return name;
      });
    const results = await Promise.all(names.map(runOne));
    ends += 1;
    return results.join('');
  });
  await serve([fn]);
  await client.send({ name: 'parallel/go', data: {} });
  expect(await world.ended('parallel-fn')).toMatchObject([{ status: 'completed', output: 'abcde' }]);
  expect(ran.toSorted()).toEqual(names);
  expect(ends).toBe(1);
});

test('of a race, the winner is known without the loser', async () => {
  const { client, serve } = world.app('race');
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'race/go' }] }, async ({ step }) => {
    const slept = step.sleep('long', '10m').then(() => 'slept');
    const winner = await Promise.race([slept, step.run('quick', () => 'ran')]);
    return step.run('after', () => `${winner} first`);
  });
  await serve([fn]);
  await client.send({ name: 'race/go', data: {} });
  // The SDK waits for all of a batch; the sleep's end is what lets it go on.
  const known = () => world.sql`
    select 1 from engine_steps s join engine_runs r on r.id = s.run_id where r.function_id = 'race-fn'`;
  await until(async () => (await known()).length === 1);
  await hurry('race-fn');
  expect(await world.ended('race-fn')).toMatchObject([{ status: 'completed', output: 'ran first' }]);
});

test('a sleep occupies nobody, ends in its time, and what came before it is not done again', async () => {
  const { client, serve } = world.app('sleep');
  let before = 0;
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'sleep/go' }] }, async ({ step }) => {
    await step.run('before', () => {
      before += 1;
    });
    await step.sleep('pause', '90m');
    await step.sleepUntil('past', new Date(0));
    return 'awake';
  });
  await serve([fn]);
  await client.send({ name: 'sleep/go', data: {} });
  await until(async () => (await dueInSeconds('sleep-fn')).length === 1);
  const [seconds = 0] = await dueInSeconds('sleep-fn');
  // Times come a hundred times sooner here.
  expect(seconds).toBeGreaterThan(50);
  expect(seconds).toBeLessThanOrEqual(54);
  await hurry('sleep-fn');
  expect(await world.ended('sleep-fn')).toMatchObject([{ status: 'completed', output: 'awake' }]);
  expect(before).toBe(1);
});

test('step.sendEvent sends once, and names the ids of what it sent', async () => {
  const { client, serve } = world.app('send');
  const sender = client.createFunction(
    { id: 'sender', triggers: [{ event: 'send/go' }] },
    async ({ step }) => {
      const { ids } = await step.sendEvent('tell', [
        { name: 'send/told', data: { n: 1 } },
        { name: 'send/told', data: { n: 2 } },
      ]);
      await step.run('more', () => 'work');
      return ids;
    },
  );
  const told = client.createFunction({ id: 'told', triggers: [{ event: 'send/told' }] }, ({ event }) => [
    event.id,
    event.data['n'],
  ]);
  await serve([sender, told]);
  await client.send({ name: 'send/go', data: {} });
  const [run] = await world.ended('send-sender');
  const heard = (await world.ended('send-told', 2)).map(({ output }) => output as [string, number]);
  const [first, second] = heard.toSorted(([, a], [, b]) => a - b);
  expect([first?.[1], second?.[1]]).toEqual([1, 2]);
  expect(run?.output).toEqual([first?.[0], second?.[0]]);
});

test('step.invoke gives the result of the function, or its error, or says that there is none or that it took too long', async () => {
  const { client, serve } = world.app('invoke');
  const child = client.createFunction(
    { id: 'child', retries: 0, triggers: [{ event: 'never/sent' }] },
    async ({ event, step }) => {
      if (event.data['way'] === 'fail') throw new TypeError('child broke');
      if (event.data['way'] === 'late') await step.sleep('long', '5h');
      return { name: event.name, given: event.data['n'] };
    },
  );
  const nobody = referenceFunction({ functionId: 'nobody', appId: 'invoke' });
  const parent = client.createFunction(
    { id: 'parent', retries: 0, triggers: [{ event: 'invoke/go' }] },
    async ({ step }) => {
      const said = (error: Error) => `${error.name}: ${error.message}`;
      return [
        await step.invoke('result', { function: child, data: { n: 1 } }),
        await step.invoke('error', { function: child, data: { way: 'fail' } }).catch(said),
        await step.invoke('none', { function: nobody, data: {} }).catch(said),
        await step.invoke('late', { function: child, data: { way: 'late' }, timeout: '2s' }).catch(said),
      ];
    },
  );
  await serve([child, parent]);
  await client.send({ name: 'invoke/go', data: {} });
  const [run] = await world.ended('invoke-parent');
  expect(run).toMatchObject({ status: 'completed' });
  // Names and messages as a real Inngest server gives them.
  expect(run?.output).toEqual([
    { name: 'inngest/function.invoked', given: 1 },
    'TypeError: child broke',
    'Error: could not find function with ID: invoke-nobody',
    'InngestInvokeTimeoutError: Timed out waiting for invoked function to complete',
  ]);
});

test('step.waitForEvent takes the event that matches, and no other', async () => {
  const { client, serve } = world.app('wait');
  const fn = client.createFunction(
    { id: 'fn', triggers: [{ event: 'wait/go' }] },
    async ({ event, step }) => {
      const found = await step.waitForEvent('signal', {
        event: 'wait/signal',
        timeout: '1h',
        match: 'data.order',
      });
      return [event.data['order'], found?.data];
    },
  );
  await serve([fn]);
  await client.send([
    { name: 'wait/go', data: { order: 1 } },
    { name: 'wait/go', data: { order: 2 } },
  ]);
  const waiting = () => world.sql`select 1 from engine_waits where event_name = 'wait/signal'`;
  await until(async () => (await waiting()).length === 2);
  await client.send({ name: 'wait/signal', data: { order: 3 } });
  await client.send({ name: 'wait/signal', data: { order: 2, by: 'us' } });
  await until(async () => (await waiting()).length === 1);
  await hurry('wait-fn');
  const outputs = (await world.ended('wait-fn', 2)).map(({ output }) => output);
  expect(outputs).toContainEqual([2, { order: 2, by: 'us' }]);
  // The time-out of the other one.
  expect(outputs).toContainEqual([1, null]);
});

test('an event that arrives as the wait runs out is taken or missed, but never both', async () => {
  const { client, serve } = world.app('edge');
  const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'edge/go' }] }, async ({ step }) => {
    const found = await step.waitForEvent('signal', { event: 'edge/signal', timeout: '1h' });
    return found === null ? 'missed' : 'taken';
  });
  await serve([fn]);
  const count = 12;
  await client.send(Array.from({ length: count }, () => ({ name: 'edge/go', data: {} })));
  const waits = () => world.sql`select 1 from engine_waits where event_name = 'edge/signal'`;
  await until(async () => (await waits()).length === count);
  await Promise.all([hurry('edge-fn'), client.send({ name: 'edge/signal', data: {} })]);
  const runs = await world.ended('edge-fn', count);
  expect(runs.every(({ status }) => status === 'completed')).toBe(true);
});
