import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, mergeHistograms, quantileUs } from '@/lib/rollups/rules/latency-buckets';

const latency = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 2 ** 31 - 1 }));
const of = (us: number[]) => mergeHistograms(us.map((value) => [bucketOf(value), 1]));

test('buckets ascend with latency, without a hole at the powers of two', () => {
  for (let power = 5; power < 31; power += 1) {
    const at = 2 ** power;
    expect(bucketOf(at) - bucketOf(at - 1)).toBe(1);
  }
  fc.assert(fc.property(latency, latency, (one, other) => one > other || bucketOf(one) <= bucketOf(other)));
});

test('a quantile is within 1.6 % of the exact nearest rank', () => {
  fc.assert(
    fc.property(
      fc.array(latency, { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.5, 0.95, 0.99, 1),
      (all, q) => {
        const exact = [...all].sort((a, b) => a - b)[Math.max(1, Math.ceil(q * all.length)) - 1] ?? 0;
        expect(Math.abs((quantileUs(of(all), q) ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.016);
      },
    ),
  );
});

test('merging is the same in any grouping and order', () => {
  const lists = fc.array(fc.array(latency, { maxLength: 30 }), { maxLength: 6 });
  fc.assert(
    fc.property(lists, (parts) => {
      expect(mergeHistograms(parts.map(of))).toEqual(of(parts.flat()));
      expect(mergeHistograms([...parts].reverse().map(of))).toEqual(of(parts.flat()));
    }),
  );
});

test('of nothing there is no quantile', () => {
  expect(quantileUs([], 0.5)).toBeNull();
});
