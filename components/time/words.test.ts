import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationWords, msWords, percentWords, relativeWords } from '@/components/time/words';

test.each([
  [0, 'less than a second', '0 s'],
  [1, '1 second', '1 s'],
  [59.9, '59 seconds', '59 s'],
  [60, '1 minute', '1 min'],
  [7385, '2 hours 3 minutes', '2 h 3 min'],
  [86_400, '1 day', '1 d'],
  [86_459, '1 day', '1 d'],
  [200_000, '2 days 7 hours', '2 d 7 h'],
])('%d seconds are “%s”, short “%s”', (seconds, long, short) => {
  expect(durationWords(seconds)).toBe(long);
  expect(durationWords(seconds, 'short')).toBe(short);
});

test.each([
  [-2, 'just now'],
  [3, 'in a moment'],
  [-59, '59 seconds ago'],
  [-119, '1 minute ago'],
  [20, 'in 20 seconds'],
  [-90_000, '1 day ago'],
])('an instant %d seconds from now is “%s”', (seconds, words) => {
  expect(relativeWords(seconds * 1000, 0)).toBe(words);
});

test('uptime is never rounded up to 100 %', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (ratio) => {
      expect(percentWords(ratio)).not.toBe('100 %');
      expect(percentWords(ratio)).not.toBe('100.00 %');
    }),
  );
  expect(percentWords(1)).toBe('100 %');
  expect(percentWords(0.9999)).toBe('99.99 %');
  expect(percentWords(0.29)).toBe('29.00 %');
  expect(percentWords(null)).toBe('–');
});

test('response times change their unit at a second', () => {
  expect(msWords(999)).toBe('999 ms');
  expect(msWords(1240)).toBe('1.24 s');
  expect(msWords(null)).toBe('–');
});
