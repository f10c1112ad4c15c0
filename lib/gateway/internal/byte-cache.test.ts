import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteCache } from '@/lib/gateway/internal/byte-cache';

test('it never holds more than it may, and counts what it holds', () => {
  const step = fc.record({ key: fc.integer({ min: 0, max: 9 }), bytes: fc.integer({ min: 0, max: 60 }) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const cache = new ByteCache<number, number>(100);
      for (const { key, bytes } of steps) {
        cache.set(key, bytes, bytes);
        expect(cache.get(key)).toBe(bytes);
        expect(cache.bytes).toBeLessThanOrEqual(100);
      }
      const held = Array.from({ length: 10 }, (_, key) => cache.get(key) ?? 0);
      expect(held.reduce((sum, bytes) => sum + bytes, 0)).toBe(cache.bytes);
    }),
  );
});

test('what was asked for last stays, the others make room', () => {
  const cache = new ByteCache<string, number>(30);
  for (const key of ['a', 'b', 'c']) cache.set(key, 1, 10);
  cache.get('a');
  cache.set('d', 1, 10);
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual([1, undefined, 1, 1]);
});

test('what is larger than all of it takes the place of nothing', () => {
  const cache = new ByteCache<string, number>(30);
  cache.set('a', 1, 10);
  cache.set('b', 2, 31);
  expect([cache.get('a'), cache.get('b')]).toEqual([1, undefined]);
});
