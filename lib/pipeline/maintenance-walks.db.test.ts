import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MaintenanceModel } from '@/lib/pipeline/testing/maintenance-model';
import { MaintenanceWorld, type SeenSpan } from '@/lib/pipeline/testing/maintenance-world';

let world: MaintenanceWorld;

beforeAll(async () => {
  world = await MaintenanceWorld.open();
});
afterAll(() => world.close());

type Action = 'up' | 'down' | 'pause' | 'resume' | 'nothing';
const action = fc.constantFrom<Action>(
  'up',
  'up',
  'up',
  'down',
  'down',
  'pause',
  'resume',
  'resume',
  'nothing',
);
/** After so many seconds, this to each of the two monitors. */
const step = fc.tuple(fc.integer({ min: 1, max: 45 }), action, action, fc.boolean());
const window = fc.record({
  from: fc.integer({ min: 1, max: 500 }),
  length: fc.integer({ min: 46, max: 250 }),
  of: fc.constantFrom<'project' | 'first' | 'second'>('project', 'first', 'second'),
});
const walk = fc.record({
  steps: fc.array(step, { minLength: 10, maxLength: 25 }),
  windows: fc.array(window, { minLength: 1, maxLength: 4 }),
});
type Walk = typeof walk extends fc.Arbitrary<infer T> ? T : never;

const whose = { project: [0, 1], first: [0], second: [1] } as const;

/** Both monitors through the real functions on Postgres, and through the model. `turnsAt`: whether the windows are looked at in a step. */
async function run({ steps, windows }: Walk, turnsAt: (step: Walk['steps'][number]) => boolean) {
  await world.clear();
  await world.at(0);
  const ids = [await world.monitor(), await world.monitor()];
  const idsOf = (of: (typeof windows)[number]['of']) =>
    of === 'project' ? 'project' : whose[of].flatMap((index) => ids[index] ?? []);
  for (const { from, length, of } of windows) await world.window(from, from + length, idsOf(of));
  const models = ids.map((_, index) => {
    const mine = windows.filter(({ of }) => (whose[of] as readonly number[]).includes(index));
    return { model: new MaintenanceModel(), mine };
  });
  let now = 0;
  const tell = (model: MaintenanceModel, mine: typeof windows, from: number, to: number) => {
    const isHidden = (second: number) =>
      mine.some((one) => second >= one.from && second < one.from + one.length);
    const bounds = mine
      .flatMap((one) => [
        { at: one.from, kind: 'begin' as const },
        { at: one.from + one.length, kind: 'end' as const },
      ])
      .filter(({ at }) => at > from && at <= to)
      .sort((one, other) => one.at - other.at);
    for (const { at, kind } of bounds) {
      model.passTo(at, isHidden);
      if (kind === 'begin') model.begin(at, isHidden(at - 1));
      else if (!isHidden(at)) model.end(at);
    }
    model.passTo(to, isHidden);
  };
  for (const one of steps) {
    const [seconds, ...actions] = one;
    const before = now;
    now += seconds;
    await world.at(now);
    for (const { model, mine } of models) tell(model, mine, before, now);
    if (turnsAt(one)) await world.turn();
    const checks: Record<string, 'up' | 'down'> = {};
    for (const [index, id] of ids.entries()) {
      const what = actions[index];
      const model = models[index]?.model;
      if (what === 'up' || what === 'down') {
        checks[id] = what;
        model?.check(now, what);
      } else if (what === 'pause') {
        await world.pause(id);
        model?.pause(now);
      } else if (what === 'resume') {
        await world.resume(id);
        model?.resume(now);
      }
    }
    await world.check(checks);
  }
  const end = now + 30;
  await world.at(end);
  for (const { model, mine } of models) tell(model, mine, now, end);
  await world.turn();
  // A last check of each, so that time nobody watched is found by both.
  await world.check(Object.fromEntries(ids.map((id) => [id, 'up'])));
  for (const { model, mine } of models) {
    model.check(end, 'up');
    model.passTo(end + 1, () => mine.some(({ from, length }) => end >= from && end < from + length));
  }
  return Promise.all(
    models.map(async ({ model, mine }, index) => {
      const id = ids[index] ?? '';
      return { spans: await world.spans(id), model, mine, state: await world.state(id), end };
    }),
  );
}

function expectWhole(spans: readonly SeenSpan[]): void {
  for (const [index, { from, to }] of spans.entries()) {
    const next = spans[index + 1];
    expect(to).toBe(next === undefined ? null : next.from);
    if (to !== null) expect(to).toBeGreaterThan(from);
  }
}

test('with windows looked at in time, spans are at every second what anybody would tell', async () => {
  await fc.assert(
    fc.asyncProperty(walk, async (given) => {
      for (const { spans, model, mine, state, end } of await run(given, () => true)) {
        expectWhole(spans);
        expect(spans).toEqual(model.spans);
        const isIn = mine.some(({ from, length }) => end >= from && end < from + length);
        expect(state.in_maintenance).toBe(isIn);
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 600_000);

test('however late windows are looked at, no span is laid outside them and nothing watched is shown within', async () => {
  await fc.assert(
    fc.asyncProperty(walk, async (given) => {
      for (const { spans, model, mine, state, end } of await run(given, ([, , , isLooked]) => isLooked)) {
        expectWhole(spans);
        const isIn = (second: number) =>
          mine.some(({ from, length }) => second >= from && second < from + length);
        for (let second = 0; second < end; second += 1) {
          const shown =
            spans.find(({ from, to }) => from <= second && (to === null || second < to))?.state ?? 'none';
          const told = model.spans.find(
            ({ from, to }) => from <= second && (to === null || second < to),
          )?.state;
          if (shown === 'none') continue;
          if (!isIn(second)) expect(shown).not.toBe('maintenance');
          else expect(['maintenance', 'unknown', 'paused']).toContain(shown);
          if (told === 'paused') expect(['paused', 'unknown']).toContain(shown);
        }
        expect(state.in_maintenance).toBe(isIn(end));
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 600_000);
