import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdReasons } from '@/lib/alerting/constants';
import { countChanges, flappingWindowMs, maxChanges, stepFlapping } from '@/lib/alerting/rules/flapping';
import { type Ancestor, type HoldFacts, holdOf, verdictWaitMs } from '@/lib/alerting/rules/hold-of';
import { monitorStates } from '@/lib/monitors/constants';
import type { QuietHours } from '@/lib/policies/schema';

const now = new Date('2026-03-01T12:00:00Z');
const nowMs = now.getTime();

const always: QuietHours = {
  time_zone: 'UTC',
  days: [1, 2, 3, 4, 5, 6, 7],
  from: '00:00',
  to: '00:00',
  except_critical: true,
};

function parent(extra: Partial<Ancestor> = {}): Ancestor {
  return {
    name: 'Router',
    isPaused: false,
    isChecked: true,
    state: 'up',
    sinceMs: nowMs - 3_600_000,
    lastCheckedMs: nowMs - 5000,
    isFailing: false,
    heldFor: null,
    ...extra,
  };
}

/** An outage that began a minute ago and was proved now. */
function facts(extra: Partial<HoldFacts> = {}): HoldFacts {
  return {
    isManual: false,
    isTold: false,
    severity: 'normal',
    openedMs: nowMs,
    downSinceMs: nowMs - 60_000,
    lastCheckedMs: nowMs,
    held: null,
    maintenance: null,
    ancestors: [],
    quiet: null,
    flappingUntilAt: null,
    ...extra,
  };
}

const reasonOf = (extra: Partial<HoldFacts>) => holdOf(facts(extra), now)?.reason ?? null;
const soon = new Date(nowMs + 600_000);
const heldForParent = { reason: 'parent' as const, sinceMs: nowMs - 120_000 };

describe('what holds an opening', () => {
  test.for<[string, Partial<HoldFacts>, string | null]>([
    ['nothing', {}, null],
    ['maintenance', { maintenance: { title: 'Upgrade', endsMs: soon.getTime() } }, 'maintenance'],
    ['quiet hours', { quiet: always }, 'quiet_hours'],
    ['quiet hours, but it is critical', { quiet: always, severity: 'critical' }, null],
    [
      'quiet hours for the critical too',
      { quiet: { ...always, except_critical: false }, severity: 'critical' },
      'quiet_hours',
    ],
    ['flapping', { flappingUntilAt: soon }, 'flapping'],
    ['flapping that is over', { flappingUntilAt: now }, null],
    ['a parent that is well', { ancestors: [parent()] }, null],
    ['a parent that is down', { ancestors: [parent({ state: 'down' })] }, 'parent'],
    ['a parent’s parent that is down', { ancestors: [parent(), parent({ state: 'down' })] }, 'parent'],
    [
      'a parent of which nobody hears before morning, where that is not wanted of the child',
      { ancestors: [parent({ state: 'down', heldFor: 'quiet_hours' })], severity: 'critical', quiet: always },
      null,
    ],
    [
      'the same where the child is to be quiet as well',
      { ancestors: [parent({ state: 'down', heldFor: 'quiet_hours' })], quiet: always },
      'quiet_hours',
    ],
    [
      'a parent that is held by one of which nobody hears before morning',
      {
        ancestors: [
          parent({ state: 'down', heldFor: 'parent' }),
          parent({ state: 'down', heldFor: 'quiet_hours' }),
        ],
      },
      null,
    ],
    [
      'a parent that is held by one that is told',
      { ancestors: [parent({ state: 'down', heldFor: 'parent' }), parent({ state: 'down' })] },
      'parent',
    ],
    [
      'a parent that waits for its own parent’s check',
      { ancestors: [parent({ state: 'down', heldFor: 'parent' }), parent()] },
      'parent',
    ],
    ['a parent that is down, but paused', { ancestors: [parent({ state: 'down', isPaused: true })] }, null],
    [
      'a parent not checked since the failure began',
      { ancestors: [parent({ lastCheckedMs: nowMs - 60_001 })] },
      'parent',
    ],
    [
      'a parent checked as the failure began',
      { ancestors: [parent({ lastCheckedMs: nowMs - 60_000 })] },
      null,
    ],
    [
      'a parent that waits by itself, with nobody above it',
      { ancestors: [parent({ state: 'down', heldFor: 'parent' })] },
      'parent',
    ],
    ['a parent never checked', { ancestors: [parent({ lastCheckedMs: null })] }, 'parent'],
    ['a parent that fails, unconfirmed', { ancestors: [parent({ isFailing: true })] }, 'parent'],
    [
      'a parent that calls by itself',
      { ancestors: [parent({ isChecked: false, lastCheckedMs: null })] },
      null,
    ],
    ['what a person opened', { isManual: true, quiet: always, ancestors: [parent({ state: 'down' })] }, null],
    [
      'a later step: a parent not checked',
      { isTold: true, ancestors: [parent({ lastCheckedMs: null })] },
      null,
    ],
    ['a later step: a parent down', { isTold: true, ancestors: [parent({ state: 'down' })] }, 'parent'],
    ['a later step: quiet hours', { isTold: true, quiet: always }, 'quiet_hours'],
    [
      'a parent that is back, and itself not checked since',
      {
        openedMs: nowMs - 120_000,
        lastCheckedMs: nowMs - 20_000,
        held: heldForParent,
        ancestors: [parent({ sinceMs: nowMs - 10_000 })],
      },
      'parent',
    ],
    [
      'a parent that is back, and itself still down since',
      {
        openedMs: nowMs - 120_000,
        lastCheckedMs: nowMs - 5000,
        held: heldForParent,
        ancestors: [parent({ sinceMs: nowMs - 10_000 })],
      },
      null,
    ],
    [
      'a parent that is back, of what it has not held',
      {
        openedMs: nowMs - 120_000,
        lastCheckedMs: nowMs - 20_000,
        ancestors: [parent({ sinceMs: nowMs - 10_000 })],
      },
      null,
    ],
    [
      'a parent that came back as it was last checked itself',
      {
        openedMs: nowMs - 120_000,
        lastCheckedMs: nowMs - 10_000,
        held: heldForParent,
        ancestors: [parent({ sinceMs: nowMs - 10_000 })],
      },
      null,
    ],
    [
      'a parent that is back for long enough',
      {
        openedMs: nowMs - 300_000,
        lastCheckedMs: nowMs - 200_000,
        held: heldForParent,
        ancestors: [parent({ sinceMs: nowMs - verdictWaitMs })],
      },
      null,
    ],
  ])('%s', ([, extra, expected]) => {
    expect(reasonOf(extra)).toBe(expected);
  });

  test('says in words what it waits for', () => {
    expect(holdOf(facts({ maintenance: { title: 'Upgrade', endsMs: null } }), now)?.detail).toBe(
      'The maintenance “Upgrade” covers it.',
    );
    expect(holdOf(facts({ ancestors: [parent({ state: 'down' })] }), now)?.detail).toBe(
      '“Router”, which it depends on, is down.',
    );
  });
});

const ms = fc.integer({ min: -7_200_000, max: 0 }).map((ago) => nowMs + ago);
const anyAncestor: fc.Arbitrary<Ancestor> = fc.record({
  name: fc.string(),
  isPaused: fc.boolean(),
  isChecked: fc.boolean(),
  state: fc.constantFrom(...monitorStates),
  sinceMs: ms,
  lastCheckedMs: fc.option(ms),
  isFailing: fc.boolean(),
  heldFor: fc.constantFrom(null, ...holdReasons),
});
const anyFacts: fc.Arbitrary<HoldFacts> = fc.record({
  isManual: fc.boolean(),
  isTold: fc.boolean(),
  severity: fc.constantFrom('normal' as const, 'critical' as const),
  openedMs: ms,
  downSinceMs: ms,
  lastCheckedMs: fc.option(ms),
  held: fc.option(fc.record({ reason: fc.option(fc.constant('parent' as const)), sinceMs: ms })),
  maintenance: fc.option(fc.record({ title: fc.string(), endsMs: fc.option(ms) })),
  ancestors: fc.array(anyAncestor, { maxLength: 4 }),
  quiet: fc.option(fc.constant(always)),
  flappingUntilAt: fc.option(fc.integer({ min: -600_000, max: 600_000 }).map((at) => new Date(nowMs + at))),
});

test.for<[string, number | null, number]>([
  ['as a maintenance ends that is about to', nowMs + 1500, 1500],
  ['soon where its end is far', nowMs + 600_000, 2000],
  ['soon where it should be over by now', nowMs, 2000],
  ['soon where nobody knows its end', null, 2000],
])('it looks again %s', ([, endsMs, afterMs]) => {
  const hold = holdOf(facts({ maintenance: { title: 'Upgrade', endsMs } }), now);
  expect(hold?.lookAgainAt).toEqual(new Date(nowMs + afterMs));
});

test('it always looks again later, and within half a minute but for flapping', () => {
  fc.assert(
    fc.property(anyFacts, (known) => {
      const hold = holdOf(known, now);
      if (hold === null) return;
      const aheadMs = hold.lookAgainAt.getTime() - nowMs;
      expect(aheadMs).toBeGreaterThan(0);
      if (hold.reason !== 'flapping') expect(aheadMs).toBeLessThanOrEqual(30_000);
    }),
  );
});

test('a parent whose state nobody knows holds nothing for longer than a minute', () => {
  fc.assert(
    fc.property(anyFacts, (known) => {
      const unknown = known.ancestors.filter(({ state }) => state !== 'down');
      const old = { ...known, ancestors: unknown, held: null, openedMs: nowMs - verdictWaitMs };
      expect(holdOf(old, now)?.reason).not.toBe('parent');
    }),
  );
});

describe('flapping', () => {
  const outage = (opened: number, resolved: number | null) => ({
    openedMs: nowMs - opened * 1000,
    resolvedMs: resolved === null ? null : nowMs - resolved * 1000,
  });

  test('openings and resolutions count alike, those of ten minutes ago no more', () => {
    expect(countChanges([outage(500, 400), outage(300, 200), outage(100, null)], nowMs)).toBe(5);
    expect(countChanges([outage(700, 600), outage(600, 599)], nowMs)).toBe(1);
    expect(countChanges([], nowMs)).toBe(0);
  });

  test('the sixth change begins it, each one in it moves its end, and a quiet time ends it', () => {
    expect(stepFlapping(null, maxChanges, now)).toEqual({ untilAt: null, hasBegun: false });
    const begun = stepFlapping(null, maxChanges + 1, now);
    expect(begun).toEqual({ untilAt: new Date(nowMs + flappingWindowMs), hasBegun: true });
    const later = new Date(nowMs + flappingWindowMs - 1);
    expect(stepFlapping(begun.untilAt, 1, later)).toEqual({
      untilAt: new Date(later.getTime() + flappingWindowMs),
      hasBegun: false,
    });
    expect(stepFlapping(begun.untilAt, 1, new Date(nowMs + flappingWindowMs))).toEqual({
      untilAt: null,
      hasBegun: false,
    });
  });
});
