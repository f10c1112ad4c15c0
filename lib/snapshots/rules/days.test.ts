import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpanState } from '@/lib/monitors/constants';
import type { ComponentFacts, IncidentFacts } from '@/lib/snapshots/rules/facts';
import { pageDays } from '@/lib/snapshots/rules/page-days';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import {
  builtAtMs,
  componentFacts,
  incidentFacts,
  maintenanceFacts,
  pageFacts,
  updateFacts,
} from '@/lib/snapshots/testing/facts';
import type { Interval } from '@/lib/spans/rules/uptime';
import type { ComponentStatus, UptimeFormula } from '@/lib/status-pages/constants';
import { pageSettings } from '@/lib/status-pages/schema';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function lay(...parts: [state: SpanState, lengthMs: number][]): Interval[] {
  let toMs = builtAtMs;
  return parts
    .map(([state, lengthMs]) => {
      toMs -= lengthMs;
      return { state, fromMs: toMs, toMs: toMs + lengthMs };
    })
    .reverse();
}

function watched(intervals: Interval[], watchedFromMs = 0): ComponentFacts {
  return componentFacts({ monitor: { status: 'up', watchedFromMs, intervals } });
}

function historyOf(
  component: ComponentFacts,
  incidents: IncidentFacts[] = [],
  { formula = 'duration', timeZone = 'UTC' }: { formula?: UptimeFormula; timeZone?: string } = {},
) {
  const settings = pageSettings.parse({ uptime_formula: formula });
  const facts = pageFacts({ components: [component], incidents });
  const [view] = viewPage({ ...facts, page: { ...facts.page, settings, timeZone } }).components;
  if (view?.days === undefined || view.days === null || view.uptime === null) throw new Error('no history');
  const today = view.days.at(-1);
  if (today === undefined) throw new Error('no today');
  return { days: view.days, today, uptime: view.uptime, startDate: view.startDate };
}

function saying(
  component: ComponentFacts,
  ...steps: [atMs: number, status: ComponentStatus][]
): IncidentFacts {
  const updates = steps.map(([displayAtMs, newStatus]) =>
    updateFacts({
      displayAtMs,
      affected: [{ componentId: component.id, name: 'x', oldStatus: 'operational', newStatus }],
    }),
  );
  return incidentFacts({ startedAtMs: steps[0]?.[0] ?? builtAtMs, updates: updates.reverse() });
}

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

const anyState = fc.constantFrom<SpanState>('up', 'degraded', 'down', 'maintenance', 'paused', 'unknown');
const anyLife = fc
  .array(fc.tuple(anyState, fc.integer({ min: 1, max: 9 * 1440 })), { minLength: 1, maxLength: 40 })
  .map((parts) => lay(...parts.map(([state, minutes]): [SpanState, number] => [state, minutes * minuteMs])));
const anyStatus = fc.constantFrom<ComponentStatus>(
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
);
/** Minutes ago, and how long. */
const anyPeriod = fc.tuple(
  fc.integer({ min: 2, max: 95 * 1440 }),
  fc.integer({ min: 1, max: 5000 }),
  anyStatus,
);
const anyZone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
);
const anyFormula = fc.constantFrom<UptimeFormula>('duration', 'weighted');

function told(component: ComponentFacts, [agoMinutes, minutes, status]: [number, number, ComponentStatus]) {
  const fromMs = builtAtMs - agoMinutes * minuteMs;
  const resolvedAtMs = Math.min(builtAtMs, fromMs + minutes * minuteMs);
  return { ...saying(component, [fromMs, status]), status: 'resolved' as const, resolvedAtMs };
}

test('the parts of a day are never more than the day, and only what was watched is green', () => {
  fc.assert(
    fc.property(anyLife, fc.array(anyPeriod, { maxLength: 5 }), anyZone, (life, periods, timeZone) => {
      const component = watched(life);
      const { days } = historyOf(
        component,
        periods.map((period) => told(component, period)),
        { timeZone },
      );
      const frames = pageDays(timeZone, builtAtMs, 90);
      days.forEach((day, index) => {
        const frame = frames[index];
        const passedMs = Math.min(frame?.toMs ?? 0, builtAtMs) - (frame?.fromMs ?? 0);
        expect(day.downMs + day.degradedMs + day.maintenanceMs).toBeLessThanOrEqual(passedMs);
        expect(day.coverageRatio ?? 0).toBeLessThanOrEqual(1);
        if (day.state === 'operational') expect(day.coverageRatio).not.toBe(0);
        if (day.uptimeRatio === 1) expect(day.downMs).toBe(0);
        if (day.downMs > 0) expect(day.state).toBe('major');
      });
    }),
    { numRuns: 60 },
  );
});

/** Minute by minute, as slow and plain as can be. */
function modelRatio(life: Interval[], periods: [number, number, ComponentStatus][], formula: UptimeFormula) {
  const fromMs = Date.parse('2025-12-15T00:00:00Z');
  let [watchedMinutes, lostTenths] = [0, 0];
  for (const { state, ...interval } of life) {
    if (state !== 'up' && state !== 'degraded' && state !== 'down') continue;
    for (let ms = interval.fromMs; ms < interval.toMs; ms += minuteMs) {
      if (ms < fromMs) continue;
      const said = periods.flatMap(([ago, minutes, status]) => {
        const at = builtAtMs - ago * minuteMs;
        return at <= ms && ms < at + minutes * minuteMs ? [status] : [];
      });
      watchedMinutes += 1;
      if (state === 'down') lostTenths += 10;
      else if (formula === 'weighted' && said.includes('major_outage')) lostTenths += 10;
      else if (formula === 'weighted' && said.includes('partial_outage')) lostTenths += 3;
    }
  }
  const whole = watchedMinutes * 10;
  return whole === 0 ? null : Math.floor(((whole - lostTenths) / whole) * 1e6) / 1e6;
}

test('the uptime of 90 days is that of its minutes', () => {
  fc.assert(
    fc.property(anyLife, fc.array(anyPeriod, { maxLength: 4 }), anyFormula, (life, periods, formula) => {
      const component = watched(life);
      const incidents = periods.map((period) => told(component, period));
      expect(historyOf(component, incidents, { formula }).uptime.ratio).toBe(
        modelRatio(life, periods, formula),
      );
    }),
    { numRuns: 40 },
  );
});

test('more downtime never makes anything look better', () => {
  fc.assert(
    fc.property(
      anyLife,
      fc.nat(39),
      fc.array(anyPeriod, { maxLength: 3 }),
      anyFormula,
      (life, at, periods, formula) => {
        const worse = life.map((interval, index) =>
          index === at ? { ...interval, state: 'down' as const } : interval,
        );
        const [before, after] = [life, worse].map((intervals) => {
          const component = watched(intervals);
          return historyOf(
            component,
            periods.map((period) => told(component, period)),
            { formula },
          );
        });
        const changed = life[at];
        if (changed === undefined || before === undefined || after === undefined) return;
        // Downtime where nobody had looked makes more known, but not better.
        if (changed.state === 'up' || changed.state === 'degraded') {
          expect(after.uptime.ratio ?? 0).toBeLessThanOrEqual(before.uptime.ratio ?? 0);
        }
        after.days.forEach((day, index) => {
          expect(day.downMs).toBeGreaterThanOrEqual(before.days[index]?.downMs ?? 0);
          if (day.uptimeRatio === 1) expect(day.downMs).toBe(0);
        });
      },
    ),
    { numRuns: 60 },
  );
});
