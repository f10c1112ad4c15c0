import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageDays } from '@/lib/snapshots/rules/page-days';
import { builtAtMs, componentFacts, maintenanceFacts, updateFacts } from '@/lib/snapshots/testing/facts';
import { historyOf, lay, saying, upBut, watched } from '@/lib/snapshots/testing/histories';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

test.each([
  ['UTC', builtAtMs, '2026-03-14', 24],
  ['Asia/Tokyo', Date.parse('2026-03-14T15:00:00Z'), '2026-03-15', 24],
  ['Europe/Berlin', Date.parse('2026-03-29T10:00:00Z'), '2026-03-29', 23],
  ['Europe/Berlin', Date.parse('2026-10-25T22:59:59Z'), '2026-10-25', 25],
  ['America/New_York', Date.parse('2026-11-01T12:00:00Z'), '2026-11-01', 25],
  ['Australia/Lord_Howe', Date.parse('2026-04-04T20:00:00Z'), '2026-04-05', 24.5],
  // Midnight is shown twice, and once never.
  ['America/Havana', Date.parse('2026-11-01T04:30:00Z'), '2026-11-01', 25],
  ['America/Santiago', Date.parse('2026-09-06T12:00:00Z'), '2026-09-06', 23],
  // The clocks go back over midnight, and the day before is shown again.
  ['America/Santiago', Date.parse('2026-04-05T03:30:00Z'), '2026-04-04', 25],
] as const)('a day of %s at %d is %s, and %d hours long', (zone, nowMs, day, hours) => {
  const today = pageDays(zone, nowMs, 3).at(-1);
  expect(today?.day).toBe(day);
  expect(((today?.toMs ?? 0) - (today?.fromMs ?? 0)) / hourMs).toBe(hours);
});

test('days of every zone follow one another without a gap, and the last one is now', () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const at = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });
  fc.assert(
    fc.property(zone, at, (timeZone, nowMs) => {
      const days = pageDays(timeZone, nowMs, 90);
      const last = days.at(-1);
      expect(last !== undefined && last.fromMs <= nowMs && nowMs < last.toMs).toBe(true);
      days.slice(1).forEach((day, index) => {
        expect(day.fromMs).toBe(days[index]?.toMs);
        expect(day.toMs).toBeGreaterThanOrEqual(day.fromMs);
      });
    }),
    { numRuns: 60 },
  );
});

test('a day without data is no data, and today goes only until now', () => {
  const { days, today, uptime } = historyOf(watched(lay(['up', 8 * hourMs + 45 * minuteMs])));
  expect(days).toHaveLength(90);
  expect(today).toMatchObject({ day: '2026-03-14', state: 'operational', coverageRatio: 1, uptimeRatio: 1 });
  expect(days[88]).toMatchObject({ state: 'no_data', coverageRatio: 0, uptimeRatio: null });
  expect(uptime.ratio).toBe(1);
  expect(uptime.coverageRatio).toBeLessThan(0.01);
});

test.each([
  ['unknown', 'no_data'],
  ['paused', 'no_data'],
  ['maintenance', 'maintenance'],
  ['degraded', 'degraded'],
  ['down', 'major'],
  ['up', 'operational'],
] as const)('a day that was %s is %s', (state, expected) => {
  expect(historyOf(watched(lay([state, 91 * dayMs]))).days[40]?.state).toBe(expected);
});

test('a day half watched says so, and is judged by the half', () => {
  const { days } = historyOf(
    watched(lay(['up', 8 * hourMs + 45 * minuteMs], ['down', 3 * hourMs], ['up', 9 * hourMs])),
  );
  expect(days[88]).toMatchObject({
    state: 'major',
    downMs: 3 * hourMs,
    coverageRatio: 0.5,
    uptimeRatio: 0.75,
  });
});

test.each([
  [11, true],
  [12, false],
  [24, false],
])('a day of which %d hours are known is mostly unknown: %s', (hours, isMostlyUnknown) => {
  const component = watched(
    lay(['unknown', 8.75 * hourMs], ['up', hours * hourMs], ['unknown', 60 * hourMs]),
  );
  expect(historyOf(component).days[88]).toMatchObject({ state: 'operational', isMostlyUnknown });
});

test('what is known of a day is measured by what has passed of it since the component was there', () => {
  const today = (knownHours: number) =>
    historyOf(watched(lay(['up', knownHours * hourMs], ['unknown', 60 * hourMs]))).today.isMostlyUnknown;
  expect([today(4), today(5)]).toEqual([true, false]);
  const began = historyOf(watched(lay(['up', 10 * hourMs]), builtAtMs - 10 * hourMs)).days;
  expect(began.slice(87).map((day) => day.isMostlyUnknown)).toEqual([false, false, false]);
});

test('before a component was watched there is no coverage to speak of, and its time does not count', () => {
  const watchedFromMs = builtAtMs - 10 * dayMs;
  const { days, uptime, startDate } = historyOf(watched(lay(['up', 10 * dayMs]), watchedFromMs));
  expect(startDate).toBe('2026-03-04');
  expect(days[78]).toMatchObject({ day: '2026-03-03', state: 'no_data', coverageRatio: null });
  expect(days[79]?.coverageRatio).toBeCloseTo(15.25 / 24);
  expect(uptime).toEqual({ ratio: 1, coverageRatio: 1 });
});

test('one millisecond of downtime in 90 days is not 100 %', () => {
  const intervals = lay(['up', hourMs], ['down', 1], ['up', 91 * dayMs]);
  for (const formula of ['duration', 'weighted'] as const) {
    expect(historyOf(watched(intervals), [], { formula }).uptime.ratio).toBe(0.999999);
  }
});

test('a partial outage that was told counts for 30 % where uptime is weighted, and not by duration', () => {
  const component = watched(lay(['up', 91 * dayMs]));
  const yesterdayMs = Date.parse('2026-03-13T00:00:00Z');
  const incident = {
    ...saying(component, [yesterdayMs, 'partial_outage'], [yesterdayMs + 12 * hourMs, 'operational']),
    status: 'resolved' as const,
    resolvedAtMs: yesterdayMs + 18 * hourMs,
  };
  const weighted = historyOf(component, [incident], { formula: 'weighted' }).days[88];
  expect(weighted).toMatchObject({ state: 'partial', uptimeRatio: 0.85, downMs: 0 });
  expect(weighted?.incidents).toMatchObject([{ title: incident.title }]);
  expect(historyOf(component, [incident]).days[88]).toMatchObject({ state: 'partial', uptimeRatio: 1 });
});

test.each([
  ['major_outage', 0.5],
  ['partial_outage', 0.85],
  ['degraded_performance', 0.5],
  ['operational', 0.5],
] as const)(
  'measured downtime that people called %s makes a weighted uptime of %d',
  (status, uptimeRatio) => {
    const yesterdayMs = Date.parse('2026-03-13T00:00:00Z');
    const downUntilMs = yesterdayMs + 12 * hourMs;
    const monitor = upBut([{ state: 'down', fromMs: yesterdayMs, toMs: downUntilMs }]);
    const component = componentFacts({ monitor });
    const incident = {
      ...saying(component, [yesterdayMs, status]),
      status: 'resolved' as const,
      resolvedAtMs: downUntilMs,
    };
    const weighted = historyOf(component, [incident], { formula: 'weighted' }).days[88];
    expect(weighted).toMatchObject({ downMs: 12 * hourMs, uptimeRatio });
    expect(historyOf(component, [incident]).days[88]?.uptimeRatio).toBe(0.5);
  },
);

test('an announced maintenance that took place is no downtime; one that never began leaves it', () => {
  const component = watched(lay(['up', hourMs], ['down', 2 * hourMs], ['up', 91 * dayMs]));
  const base = {
    scheduledForMs: builtAtMs - 3 * hourMs,
    components: [{ componentId: component.id, status: 'under_maintenance' as const }],
  };
  const begun = maintenanceFacts({
    ...base,
    status: 'completed',
    resolvedAtMs: builtAtMs - hourMs,
    updates: [updateFacts({ status: 'in_progress', displayAtMs: builtAtMs - 3 * hourMs })],
  });
  expect(historyOf(component, [begun]).today).toMatchObject({
    state: 'maintenance',
    downMs: 0,
    maintenanceMs: 2 * hourMs,
    uptimeRatio: 1,
    coverageRatio: 1,
    incidents: [{ title: begun.title }],
  });
  const never = maintenanceFacts(base);
  expect(historyOf(component, [never]).today).toMatchObject({
    state: 'major',
    downMs: 2 * hourMs,
    incidents: [],
  });
});

test('each day links the incidents that name the component and overlap it, also one that was over when told', () => {
  const component = watched(lay(['up', 91 * dayMs]));
  const long = saying(component, [Date.parse('2026-03-12T20:00:00Z'), 'degraded_performance']);
  const instant = Date.parse('2026-03-13T05:00:00Z');
  const short = {
    ...saying(component, [instant, 'major_outage']),
    status: 'resolved' as const,
    resolvedAtMs: instant,
  };
  const other = saying(componentFacts(), [Date.parse('2026-03-12T20:00:00Z'), 'major_outage']);
  const { days } = historyOf(component, [long, short, other]);
  expect(days.slice(86).map((day) => day.incidents.length)).toEqual([0, 1, 2, 1]);
  expect(days.slice(86).map((day) => day.state)).toEqual(['operational', 'degraded', 'degraded', 'degraded']);
});

test('of two updates that are shown at the same time the later word is the one that lasts', () => {
  const component = watched(lay(['up', 91 * dayMs]));
  const toldMs = Date.parse('2026-03-13T12:00:00Z');
  const told = saying(component, [toldMs, 'major_outage'], [toldMs, 'operational']);
  const incident = { ...told, startedAtMs: toldMs - 6 * hourMs };
  const { days, uptime } = historyOf(component, [incident], { formula: 'weighted' });
  expect(days[88]).toMatchObject({ state: 'major', uptimeRatio: 0.75 });
  expect(days[89]).toMatchObject({ state: 'operational', uptimeRatio: 1 });
  expect(uptime.ratio).toBeLessThan(1);
});
