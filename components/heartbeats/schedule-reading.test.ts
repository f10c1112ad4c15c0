import { expect, test } from 'vitest';
import { readSchedule } from '@/components/heartbeats/schedule-reading';

const now = Date.UTC(2026, 2, 28, 12);

test('a schedule is told in words, with its next five runs across a change of the clock', () => {
  const reading = readSchedule({ kind: 'cron', expression: '0 4 * * *', time_zone: 'Europe/Berlin' }, now);
  if (!reading.ok) throw new Error('it is a schedule');
  expect(reading.words).toBe('At 04:00 (Europe/Berlin)');
  const days = ['03-29', '03-30', '03-31', '04-01', '04-02'];
  expect(reading.runsMs).toEqual(days.map((day) => Date.parse(`2026-${day}T04:00:00+02:00`)));
});

test('each fault stands at its own field of the form', () => {
  const reading = readSchedule(
    { kind: 'oncalendar', expression: 'Mon..Fry', time_zone: 'Mars/Olympus' },
    now,
  );
  expect(!reading.ok && reading.errors.map(({ pointer }) => pointer)).toEqual([
    '/spec/schedule/expression',
    '/spec/schedule/time_zone',
  ]);
});

test('a schedule that never comes again has no runs', () => {
  const reading = readSchedule({ kind: 'oncalendar', expression: '2020-01-01', time_zone: 'UTC' }, now);
  expect(reading.ok && reading.runsMs).toEqual([]);
});
