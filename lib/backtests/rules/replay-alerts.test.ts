import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Listeners, replayAlerts } from '@/lib/backtests/rules/replay-alerts';
import type { Outage } from '@/lib/backtests/rules/replay-checks';
import { policySpec } from '@/lib/policies/schema';

const minuteMs = 60_000;
const t0 = Date.parse('2026-03-02T12:00:00Z');

function outageOf([from, to]: readonly [number, number | null]): Outage {
  return {
    downSinceMs: t0 + from * minuteMs - 1000,
    openedMs: t0 + from * minuteMs,
    resolvedMs: to === null ? null : t0 + to * minuteMs,
  };
}

const channelA = 'chn_01h455vb4pex5vsknk084sn02q';
const channelB = 'chn_01h455vb4pex5vsknk084sn02r';

function listeners(extra: Record<string, unknown> = {}, more: Partial<Listeners> = {}): Listeners {
  return {
    policy: policySpec.parse({
      steps: [
        { after_minutes: 0, channel_ids: [channelA] },
        { after_minutes: 10, channel_ids: [channelB] },
      ],
      ...extra,
    }),
    severity: 'normal',
    reach: ({ channel_ids }) => channel_ids,
    maintenance: [],
    acknowledgedAtMs: [],
    untilMs: t0 + 1000 * minuteMs,
    ...more,
  };
}

function told(outages: readonly (readonly [number, number | null])[], to: Listeners): string[] {
  return replayAlerts(outages.map(outageOf), to).map(
    ({ transition, atMs, channels }) =>
      `${transition}@${Math.round((atMs - t0) / minuteMs)}x${channels.length}`,
  );
}

describe('whom an outage is told to', () => {
  test('a short one: that it began and that it is over', () => {
    expect(told([[0, 5]], listeners())).toEqual(['opened@0x1', 'resolved@5x1']);
  });

  test('nobody acknowledges: the second step hears of it too, and of its end', () => {
    expect(told([[0, 15]], listeners())).toEqual(['opened@0x1', 'escalated@10x1', 'resolved@15x2']);
  });

  test('somebody does: no further step', () => {
    const to = listeners({}, { acknowledgedAtMs: [t0 + 4 * minuteMs] });
    expect(told([[0, 15]], to)).toEqual(['opened@0x1', 'resolved@15x1']);
  });

  test('reminders go to all whom a step has named, and come to an end', () => {
    const to = listeners({ repeat_minutes: 5, repeat_max: 2 });
    expect(told([[0, 60]], to)).toEqual([
      'opened@0x1',
      'escalated@10x1',
      'reminder@15x2',
      'reminder@20x2',
      'resolved@60x2',
    ]);
  });

  test('a maintenance holds it until it ends, and an outage within it is told to nobody', () => {
    const maintenance = [{ title: 'Upgrade', fromMs: t0, toMs: t0 + 30 * minuteMs }];
    expect(told([[5, 20]], listeners({}, { maintenance }))).toEqual([]);
    expect(told([[5, 40]], listeners({}, { maintenance }))).toEqual(['opened@30x1', 'resolved@40x1']);
  });

  test('quiet hours hold what is not critical', () => {
    const quiet_hours = {
      time_zone: 'UTC',
      days: [1, 2, 3, 4, 5, 6, 7],
      from: '11:00',
      to: '13:00',
      except_critical: true,
    };
    expect(told([[0, 90]], listeners({ quiet_hours }))[0]).toBe('opened@60x1');
    expect(told([[0, 90]], listeners({ quiet_hours }, { severity: 'critical' }))[0]).toBe('opened@0x1');
  });

  test('a resolution is never held', () => {
    const maintenance = [{ title: 'Upgrade', fromMs: t0 + 2 * minuteMs, toMs: t0 + 500 * minuteMs }];
    expect(told([[0, 5]], listeners({}, { maintenance }))).toEqual(['opened@0x1', 'resolved@5x1']);
  });

  test('more than five changes in ten minutes: one notice, then silence until it is stable', () => {
    const lines = told(
      [
        [0, 1],
        [2, 3],
        [4, 5],
        [6, 7],
        [8, 9],
      ],
      listeners(),
    );
    expect(lines.filter((line) => line.startsWith('flapping'))).toEqual(['flapping@5x1']);
    expect(lines.filter((line) => line.startsWith('opened'))).toHaveLength(3);
    expect(lines.at(-1)).toBe('resolved@19x1');
  });

  test('one that begins to flap in a maintenance is one notice when that is over', () => {
    const window = { title: 'Upgrade', fromMs: t0 - minuteMs, toMs: t0 + 9.5 * minuteMs };
    const outages = Array.from({ length: 8 }, (_, n): [number, number] => [2 * n, 2 * n + 1]);
    const lines = told(outages, listeners({}, { maintenance: [window] }));
    expect(lines).toEqual(['flapping@10x1', 'resolved@25x1']);
  });
});

test('whoever was told of an outage that ended is told so, and nobody twice', () => {
  const outages = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), { maxLength: 12 })
    .map((gaps) => {
      let at = 0;
      return gaps.map(([pause, length]): [number, number] => {
        const from = at + pause;
        at = from + length;
        return [from, at];
      });
    });
  fc.assert(
    fc.property(outages, fc.boolean(), (list, hasMaintenance) => {
      const maintenance = hasMaintenance
        ? [{ title: 'Upgrade', fromMs: t0 + 30 * minuteMs, toMs: t0 + 90 * minuteMs }]
        : [];
      const alerts = replayAlerts(
        list.map(outageOf),
        listeners({ repeat_minutes: 7 }, { maintenance, untilMs: t0 + 5000 * minuteMs }),
      );
      for (const [index] of list.entries()) {
        const own = alerts.filter(({ outage }) => outage === index);
        const ends = own.filter(({ transition }) => transition === 'resolved');
        const before = own.filter(({ transition }) => transition !== 'resolved');
        expect(ends.length).toBe(before.length > 0 ? 1 : 0);
        const heard = new Set(before.flatMap(({ channels }) => channels));
        expect(new Set(ends.flatMap(({ channels }) => channels))).toEqual(heard);
      }
    }),
  );
});
