import { expect, test } from 'vitest';
import { parseRetryAfter } from '@/lib/core/retry-after';

const now = new Date('2026-03-01T12:00:00Z');

test.each([
  ['120', 120_000],
  ['0', 0],
  ['0.65', 650],
  [' 7 ', 7000],
  ['Sun, 01 Mar 2026 12:02:00 GMT', 120_000],
  ['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
  ['Sun Mar  1 12:01:00 2026', 60_000],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
])('%s is read as %d ms', (value, expected) => {
  expect(parseRetryAfter(value, now)).toBe(expected);
});

test.each([null, undefined, '', '-5', 'soon', '1e9', '2026-03-01', '99999999999', 'Sunny'])(
  '%s says nothing',
  (value) => {
    expect(parseRetryAfter(value, now)).toBeNull();
  },
);
