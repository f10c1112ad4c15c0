import { describe, expect, test } from 'vitest';
import { forgiveOutage } from '@/lib/heartbeats/rules/forgive-outage';
import type { HeartbeatFacts, HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { stepHeartbeat } from '@/lib/heartbeats/rules/step-heartbeat';
import { hourly, live, minute, neverPinged } from '@/lib/heartbeats/rules/testing';

const instant = (text: string) => Date.parse(`${text}Z`);
const cron = (expression: string, time_zone = 'UTC'): HeartbeatRules => ({
  ...hourly,
  schedule: { kind: 'cron', expression, time_zone },
});
const ping = (rules: HeartbeatRules, before: HeartbeatFacts, text: string) =>
  stepHeartbeat(before, rules, { kind: 'success', atMs: instant(text), rid: null }).after;
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 16));

describe('early tolerance', () => {
  const tolerant = (minutes: number) => ({ ...cron('0 * * * *'), earlyToleranceMs: minutes * minute });

  test.each([
    ['without it a ping before its time counts for nothing', 0, '09:59:59', '10:00'],
    ['within it a ping counts for the run to come', 5, '09:56:00', '11:00'],
    ['at its very edge too', 5, '09:55:00', '11:00'],
    ['before it not', 5, '09:54:59.999', '10:00'],
    ['after its time it changes nothing', 5, '10:00:00', '11:00'],
    ['however wide, one ping counts for one run', 24 * 60, '09:30:00', '11:00'],
  ])('%s', (_, minutes, pinged, expected) => {
    const { expectedMs } = ping(tolerant(minutes), neverPinged, `2026-03-04T${pinged}`);
    expect(iso(expectedMs)).toBe(`2026-03-04T${expected}`);
  });

  test('many pings within it do not push the next run away', () => {
    const facts = ['09:55:00', '09:56:00', '09:59:59'].reduce<HeartbeatFacts>(
      (known, text) => ping(tolerant(5), known, `2026-03-04T${text}`),
      neverPinged,
    );
    expect(iso(facts.expectedMs)).toBe('2026-03-04T11:00');
  });

  test('a job that is done after its time is not early for the next', () => {
    const first = ping(tolerant(30), neverPinged, '2026-03-04T09:10');
    const late = ping(tolerant(30), first, '2026-03-04T10:40');
    expect(iso(late.expectedMs)).toBe('2026-03-04T11:00');
    expect(iso(ping(tolerant(30), late, '2026-03-04T11:40').expectedMs)).toBe('2026-03-04T12:00');
  });

  test('after an outage of our own no run is known to be awaited, and it may be early again', () => {
    const rules = { ...tolerant(30), graceMs: 60 * minute };
    const first = ping(rules, neverPinged, '2026-03-04T09:10');
    const outage = { fromMs: instant('2026-03-04T09:50'), untilMs: instant('2026-03-04T10:20') };
    const after = forgiveOutage(first, rules, outage)?.after ?? first;
    expect(iso(ping(rules, after, '2026-03-04T10:55').expectedMs)).toBe('2026-03-04T12:00');
  });

  test('a period has no time of its own to be early for', () => {
    expect(live({ ...hourly, earlyToleranceMs: 5 * minute }, 'success@0').after.expectedMs).toBe(60 * minute);
  });
});

describe('where clocks are set, no deadline is early or late', () => {
  test.each([
    ['every night at 02:30: the night without a 02:30', '30 2 * * *', '2026-03-28T01:31', '2026-03-29T01:00'],
    ['and the night after', '30 2 * * *', '2026-03-29T01:01', '2026-03-30T00:30'],
    ['the night with two: the first counts', '30 2 * * *', '2026-10-24T00:31', '2026-10-25T00:30'],
    ['and is not asked for again', '30 2 * * *', '2026-10-25T00:31', '2026-10-26T01:30'],
    ['every half hour over the gap', '*/30 * * * *', '2026-03-29T00:31', '2026-03-29T01:00'],
    ['every half hour in the hour that comes twice', '*/30 * * * *', '2026-10-25T00:31', '2026-10-25T01:00'],
  ])('%s', (_, expression, pinged, expected) => {
    const { expectedMs, deadlineMs } = ping(cron(expression, 'Europe/Berlin'), neverPinged, pinged);
    expect(iso(expectedMs)).toBe(expected);
    expect(deadlineMs).toBe(instant(expected) + 10 * minute);
  });

  test('a period is time that passes, whatever clocks say', () => {
    const { expectedMs } = ping(hourly, neverPinged, '2026-03-29T00:30');
    expect(iso(expectedMs)).toBe('2026-03-29T01:30');
  });
});

test('a schedule that has no run any more has no deadline', () => {
  const { after } = live(cron('0 0 30 2 *'), 'success@0');
  expect(after).toMatchObject({ status: 'up', expectedMs: null, deadlineMs: null });
});

describe('edited', () => {
  const every5: Partial<HeartbeatRules> = { schedule: { kind: 'period', period_seconds: 300 } };
  const edit = (to: Partial<HeartbeatRules>, story: string, atMinute: number) => {
    const { after } = live(hourly, story);
    const event = { kind: 'reschedule' as const, atMs: atMinute * minute };
    const step = stepHeartbeat(after, { ...hourly, ...to }, event);
    expect(step.turn).toBeNull();
    const { status, deadlineMs } = step.after;
    return `${status}, deadline ${deadlineMs === null ? 'none' : deadlineMs / minute}`;
  };

  test('it is judged by the new rules from its last ping on', () => {
    expect(edit({ graceMs: 20 * minute }, 'success@0', 5)).toBe('up, deadline 80');
    expect(edit(every5, 'success@0', 4)).toBe('up, deadline 15');
  });

  test('where it would be overdue already, its time begins with the edit', () => {
    expect(edit(every5, 'success@0', 15)).toBe('up, deadline 30');
    expect(edit({ graceMs: minute }, 'success@0 start@5', 8)).toBe('up, deadline 9');
  });

  test('nothing is expected of what has never called, is paused or down', () => {
    expect(edit(every5, '', 5)).toBe('new, deadline none');
    expect(edit(every5, 'success@0 pause@1', 5)).toBe('paused, deadline none');
    expect(edit(every5, 'fail@0', 5)).toBe('down, deadline none');
  });
});
