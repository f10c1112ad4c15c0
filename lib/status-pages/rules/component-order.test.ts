import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPageOrder, placesOf, placesWithout } from '@/lib/status-pages/rules/component-order';

/** Any page: some groups with children, some components on their own. */
const page = fc
  .array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }), { maxLength: 12 })
  .chain((sizes) => fc.shuffledSubarray(sizes, { minLength: sizes.length }))
  .map((sizes) =>
    sizes.map((size, at) => ({
      id: `t${at}`,
      kind: size === null ? ('static' as const) : ('group' as const),
      children: Array.from({ length: size ?? 0 }, (_, child) => `t${at}c${child}`),
    })),
  );

test('an order that is given is the order that is shown', () => {
  fc.assert(
    fc.property(page, (order) => {
      const known = order.flatMap(({ id, kind, children }) => [
        { id, kind },
        ...children.map((child) => ({ id: child, kind: 'static' as const })),
      ]);
      const places = placesOf(known, order);
      expect(places).toBeInstanceOf(Array);
      if (!Array.isArray(places)) return;
      expect(inPageOrder(places).map(({ id }) => id)).toEqual(known.map(({ id }) => id));
    }),
  );
});

test('taking one away keeps the order of all others', () => {
  fc.assert(
    fc.property(page, fc.nat(), (order, pick) => {
      const known = order.flatMap(({ id, kind, children }) => [
        { id, kind },
        ...children.map((child) => ({ id: child, kind: 'static' as const })),
      ]);
      const places = placesOf(known, order);
      const gone = known[pick % Math.max(1, known.length)];
      if (!Array.isArray(places) || gone === undefined) return;
      const moved = new Map(placesWithout(places, gone.id).map((one) => [one.id, one]));
      const rest = places.filter(({ id }) => id !== gone.id).map((one) => moved.get(one.id) ?? one);
      expect(inPageOrder(rest).map(({ id }) => id)).toEqual(
        known.map(({ id }) => id).filter((id) => id !== gone.id),
      );
    }),
  );
});
