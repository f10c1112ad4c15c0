import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseItems } from '@/inngest/engine/rules/concurrency';

const candidates = fc.array(
  fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom('call', 'wake'),
    functionId: fc.constantFrom('a', 'b'),
    keys: fc.uniqueArray(fc.constantFrom('k1', 'k2', 'k3'), { maxLength: 2 }),
  }),
);
const limits = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 2 });

test('no limit is exceeded, the order is kept, and nothing with room is left out', () => {
  fc.assert(
    fc.property(candidates, limits, fc.integer({ min: 0, max: 20 }), (items, byIndex, max) => {
      const limitOf = (_functionId: string, index: number) => byIndex[index] ?? null;
      const active = new Map<string, number>();
      const { chosen, full } = chooseItems(items, active, max, limitOf);
      expect(chosen.length).toBeLessThanOrEqual(max);
      expect(chosen).toEqual(items.map(({ id }) => id).filter((id) => chosen.includes(id)));
      for (const count of active.values()) expect(count).toBeLessThanOrEqual(Math.max(...byIndex));
      if (chosen.length === max) return;
      for (const { id, kind, keys } of items) {
        if (chosen.includes(id)) continue;
        expect(kind).toBe('call');
        expect(keys.some((key) => full.includes(key))).toBe(true);
      }
    }),
  );
});

test('what runs already counts; a limit that is gone does not', () => {
  const items = [
    { id: '1', kind: 'call', functionId: 'a', keys: ['a#0#'] },
    { id: '2', kind: 'call', functionId: 'b', keys: ['b#0#'] },
    { id: '3', kind: 'wake', functionId: 'a', keys: ['a#0#'] },
  ];
  const active = new Map([
    ['a#0#', 2],
    ['b#0#', 9],
  ]);
  const answer = chooseItems(items, active, 10, (functionId) => (functionId === 'a' ? 2 : null));
  expect(answer).toEqual({ chosen: ['2', '3'], full: ['a#0#'] });
});
