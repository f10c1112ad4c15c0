import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentBytes } from '@/lib/snapshots/internal/recent-bytes';

const limits = { maxBytes: 100, maxCount: 5 };

test('whoever asks for everything does not make us keep it all, and gets it nevertheless', () => {
  const asked = fc.array(fc.record({ source: fc.nat(9), length: fc.nat(150) }), { maxLength: 60 });
  fc.assert(
    fc.property(asked, (asks) => {
      const recent = new RecentBytes<{ length: number }>(limits);
      const sources = new Map<number, { length: number }>();
      for (const { source, length } of asks) {
        const known = sources.get(source) ?? { length };
        sources.set(source, known);
        expect(recent.get(known, (one) => Buffer.alloc(one.length)).length).toBe(known.length);
        expect(recent.bytes).toBeLessThanOrEqual(limits.maxBytes);
        expect(recent.count).toBeLessThanOrEqual(limits.maxCount);
      }
    }),
  );
});

test('what was asked for last is kept, what was not goes first', () => {
  const recent = new RecentBytes<object>(limits);
  const made: object[] = [];
  const ask = (source: object) =>
    recent.get(source, (one) => {
      made.push(one);
      return Buffer.alloc(40);
    });
  const [first, second, third] = [{ name: 1 }, { name: 2 }, { name: 3 }];
  for (const source of [first, second, first, third, first, second]) ask(source);
  expect(made).toEqual([first, second, third, second]);
});
