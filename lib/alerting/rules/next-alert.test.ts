import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Due, dueOf, type Following, followingOf } from '@/lib/alerting/rules/next-alert';
import { policyTransitions } from '@/lib/policies/constants';
import { type PolicySpec, policySpec } from '@/lib/policies/schema';

const minuteMs = 60_000;
const t0 = Date.parse('2026-03-01T12:00:00Z');

function policy(afterMinutes: number[], extra: Partial<PolicySpec> = {}): PolicySpec {
  return {
    ...policySpec.parse({
      steps: afterMinutes.map((after_minutes) => ({ after_minutes, all_channels: true })),
    }),
    ...extra,
  };
}

type Told = { kind: Due['kind']; n: number; atMs: number };

/** Looks at the instants that `looks` gives, as the watch does, until nothing follows. */
function play(spec: PolicySpec, looks: (dueMs: number) => number, most = 500): Told[] {
  const told: Told[] = [];
  let row: Following | null = {
    nextStep: 0,
    remindersSent: 0,
    startedAt: new Date(t0),
    nextAt: new Date(t0),
  };
  while (row !== null && told.length < most) {
    const now: Date = new Date(Math.max(looks(row.nextAt.getTime()), row.nextAt.getTime()));
    const due = dueOf(spec, row);
    if (due.kind === 'nothing') break;
    const n = due.kind === 'escalated' ? due.step : due.kind === 'reminder' ? due.number : 0;
    told.push({ kind: due.kind, n, atMs: now.getTime() - t0 });
    row = followingOf(spec, row, { told: due, dueAt: row.nextAt, now });
  }
  return told;
}

const inTime = (dueMs: number) => dueMs;
const lines = (told: Told[]) => told.map(({ kind, n, atMs }) => `${kind} ${n} at ${atMs / minuteMs}`);

describe('what is told when', () => {
  test.for<[string, PolicySpec, string[]]>([
    ['one step', policy([0]), ['opened 0 at 0']],
    [
      'steps, counted from the opening',
      policy([0, 5, 30]),
      ['opened 0 at 0', 'escalated 1 at 5', 'escalated 2 at 30'],
    ],
    [
      'reminders after the last step',
      policy([0, 10], { repeat_minutes: 15, repeat_max: 3 }),
      ['opened 0 at 0', 'escalated 1 at 10', 'reminder 1 at 25', 'reminder 2 at 40', 'reminder 3 at 55'],
    ],
    [
      'no step where none is wanted, and reminders from the opening on',
      policy([0, 10], { repeat_minutes: 15, repeat_max: 1, transitions: ['opened', 'reminder'] }),
      ['opened 0 at 0', 'reminder 1 at 15'],
    ],
    [
      'no reminder where none is wanted',
      policy([0], { repeat_minutes: 15, transitions: ['opened', 'resolved'] }),
      ['opened 0 at 0'],
    ],
  ])('%s', ([, spec, expected]) => {
    expect(lines(play(spec, inTime))).toEqual(expected);
  });

  test('an hour late a step is told once, what follows keeps its distance, and nothing piles up', () => {
    const spec = policy([0, 5, 10], { repeat_minutes: 15, repeat_max: 2 });
    const late = play(spec, (dueMs) => (dueMs === t0 ? t0 : Math.max(dueMs, t0 + 65 * minuteMs)));
    expect(lines(late)).toEqual([
      'opened 0 at 0',
      'escalated 1 at 65',
      'escalated 2 at 70',
      'reminder 1 at 85',
      'reminder 2 at 100',
    ]);
  });
});

test('after a hold, which has moved the time of a step, the next one keeps its distance as well', () => {
  const spec = policy([0, 5, 30]);
  const before = { nextStep: 1, remindersSent: 0, startedAt: new Date(t0) };
  const now = new Date(t0 + 65 * minuteMs);
  const next = followingOf(spec, before, { told: { kind: 'escalated', step: 1 }, dueAt: now, now });
  expect(next?.nextAt).toEqual(new Date(t0 + 90 * minuteMs));
});

const anyPolicy = fc
  .record({
    afters: fc.uniqueArray(fc.integer({ min: 1, max: 1440 }), { maxLength: 9 }),
    repeat_minutes: fc.option(fc.integer({ min: 1, max: 1440 })),
    repeat_max: fc.integer({ min: 1, max: 100 }),
    transitions: fc.subarray([...policyTransitions]),
  })
  .map(({ afters, transitions, ...rest }) =>
    policy([0, ...afters.sort((one, other) => one - other)], {
      ...rest,
      transitions: policyTransitions.filter((each) => each === 'opened' || transitions.includes(each)),
    }),
  );

test('however late each look is: every step once, in order, and at most as many reminders as are wanted', () => {
  fc.assert(
    fc.property(
      anyPolicy,
      fc.array(fc.integer({ min: 0, max: 7_200_000 }), { minLength: 1 }),
      (spec, delays) => {
        let look = 0;
        const told = play(spec, (dueMs) => {
          look += 1;
          return dueMs + (delays[look % delays.length] ?? 0);
        });
        const wanted = spec.transitions.includes('escalated')
          ? spec.steps.map((_, index) => index).slice(1)
          : [];
        expect(told.filter(({ kind }) => kind === 'escalated').map(({ n }) => n)).toEqual(wanted);
        const reminders = told.filter(({ kind }) => kind === 'reminder').map(({ n }) => n);
        const most =
          spec.repeat_minutes !== null && spec.transitions.includes('reminder') ? spec.repeat_max : 0;
        expect(reminders).toEqual(Array.from({ length: most }, (_, index) => index + 1));
        expect(told.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
        for (let index = 1; index < told.length; index += 1) {
          expect(told[index]?.atMs ?? 0).toBeGreaterThan(told[index - 1]?.atMs ?? 0);
        }
      },
    ),
  );
});
