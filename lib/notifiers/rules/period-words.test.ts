import { expect, test } from 'vitest';
import { periodText } from '@/lib/notifiers/rules/period-words';

test.each([
  [
    '2026-02-22T23:00:00Z',
    '2026-03-01T23:00:00Z',
    'Europe/Berlin',
    'Mon 23 Feb 2026 to Sun 1 Mar 2026, Europe/Berlin',
  ],
  ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 'Europe/Berlin', 'Sun 29 Mar 2026, Europe/Berlin'],
  [
    '2026-03-01T05:00:00Z',
    '2026-04-01T04:00:00Z',
    'America/New_York',
    'Sun 1 Mar 2026 to Tue 31 Mar 2026, America/New York',
  ],
])('from %s to %s in %s is told by the days of its zone', (from, to, time_zone, text) => {
  expect(periodText({ from, to, time_zone })).toBe(text);
});
