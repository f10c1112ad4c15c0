import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latenessWords, runTimeTop, runTimeWords } from '@/components/pings/run-words';

test.each([
  [null, '–'],
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [12_340, '12.3 s'],
  [59_999, '59.9 s'],
  [61_000, '1 min 1 s'],
  [7_260_000, '2 h 1 min'],
])('a run of %s ms took “%s”', (ms, words) => {
  expect(runTimeWords(ms)).toBe(words);
});

test.each([
  [0.4, 'to the second'],
  [-0.9, 'to the second'],
  [125, '2 min 5 s after'],
  [-10, '10 s before'],
  [null, '–'],
])('%s seconds are “%s”', (seconds, words) => {
  expect(latenessWords(seconds)).toBe(words);
});

test('the axis ends at or above the longest run', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 * 86_400_000 }), (ms) => {
      expect(runTimeTop(ms)).toBeGreaterThanOrEqual(ms);
    }),
  );
});
