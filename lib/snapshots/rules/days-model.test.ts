import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpanState } from '@/lib/monitors/constants';
import type { ComponentFacts } from '@/lib/snapshots/rules/facts';
import { pageDays } from '@/lib/snapshots/rules/page-days';
import { builtAtMs } from '@/lib/snapshots/testing/facts';
import { historyOf, lay, saying, watched } from '@/lib/snapshots/testing/histories';
import type { Interval } from '@/lib/spans/rules/uptime';
import type { ComponentStatus, UptimeFormula } from '@/lib/status-pages/constants';

const minuteMs = 60_000;

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
      if (formula === 'duration') lostTenths += state === 'down' ? 10 : 0;
      else if (said.includes('major_outage')) lostTenths += 10;
      else if (said.includes('partial_outage')) lostTenths += 3;
      else lostTenths += state === 'down' ? 10 : 0;
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
