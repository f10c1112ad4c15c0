import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanStates } from '@/lib/monitors/constants';
import { buildReport } from '@/lib/reports/rules/build-report';

const hour = 3_600_000;
const period = { fromMs: 0, toMs: 100 * hour };
type Facts = Parameters<typeof buildReport>[0][number];
type State = (typeof spanStates)[number];

function monitor(name: string, spans: [State, number, number | null][], more: Partial<Facts> = {}): Facts {
  return {
    id: `mon_${name}`,
    name,
    createdMs: -1000 * hour,
    spans: spans.map(([state, from, to]) => ({
      state,
      startedAtMs: from * hour,
      endedAtMs: to === null ? null : to * hour,
    })),
    coveredUntilMs: null,
    p95Ms: null,
    ...more,
  };
}

test('uptime is of the time that was watched, of all monitors together', () => {
  const report = buildReport(
    [
      monitor(
        'a',
        [
          ['up', -50, 90],
          ['down', 90, 95],
          ['up', 95, null],
        ],
        { p95Ms: 120 },
      ),
      monitor(
        'b',
        [
          ['up', -50, 50],
          ['unknown', 50, null],
        ],
        { p95Ms: 300 },
      ),
    ],
    period,
  );
  expect(report).toMatchObject({
    uptime: 0.966666,
    coverage: 0.75,
    downtime_seconds: 5 * 3600,
    incidents: 1,
    open_incidents: 0,
    mttr_seconds: 5 * 3600,
    longest_seconds: 5 * 3600,
    slowest: [
      { name: 'b', p95_ms: 300 },
      { name: 'a', p95_ms: 120 },
    ],
  });
  expect(report.monitors.map(({ name, uptime, coverage }) => [name, uptime, coverage])).toEqual([
    ['a', 0.95, 1],
    ['b', 1, 0.5],
  ]);
});

test('an outage at the end is open, and belongs to the time to recover of no report', () => {
  const report = buildReport(
    [
      monitor('a', [
        ['up', -50, 98],
        ['down', 98, 110],
        ['up', 110, null],
      ]),
    ],
    period,
  );
  expect(report).toMatchObject({
    incidents: 1,
    open_incidents: 1,
    mttr_seconds: null,
    longest_seconds: 7200,
  });
});

test('maintenance, pauses and what nobody watched are neither up nor down', () => {
  const report = buildReport(
    [
      monitor('a', [
        ['up', 0, 10],
        ['maintenance', 10, 20],
        ['paused', 20, 60],
        ['unknown', 60, null],
      ]),
    ],
    period,
  );
  expect(report).toMatchObject({ uptime: 1, coverage: 0.2, incidents: 0, longest_seconds: null });
});

test('what was never measured says so and stands last; what is younger than the period is left out', () => {
  const report = buildReport(
    [
      monitor('silent', []),
      monitor('unborn', [['up', 101, null]], { createdMs: 101 * hour }),
      monitor('half', [['up', 50, null]], { createdMs: 50 * hour }),
    ],
    period,
  );
  expect(report.monitors).toMatchObject([
    { name: 'half', uptime: 1, coverage: 1 },
    { name: 'silent', uptime: null, coverage: 0 },
  ]);
  expect(buildReport([], period)).toMatchObject({ uptime: null, coverage: 0, monitors: [], more: 0 });
});

test('nothing is ever told above what was measured', () => {
  const pieces = fc.array(fc.tuple(fc.constantFrom(...spanStates), fc.integer({ min: 1, max: 40 })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 60 }), (all) => {
      const facts = all.map((one, index) => {
        let at = -20;
        const spans = one.map(([state, length]): [State, number, number] => {
          at += length;
          return [state, at - length, at];
        });
        return monitor(`m${index}`, spans);
      });
      const { uptime, coverage, downtime_seconds, monitors, more } = buildReport(facts, period);
      expect(monitors.length + more).toBe(facts.length);
      expect(coverage).toBeLessThanOrEqual(1);
      if (downtime_seconds > 0) expect(uptime).toBeLessThan(1);
      const best = Math.max(...buildReport(facts, period).monitors.map((row) => row.uptime ?? 0));
      if (uptime !== null && more === 0) expect(uptime).toBeLessThanOrEqual(best);
    }),
  );
});
