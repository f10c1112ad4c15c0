import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  linesWhileDragging,
  moveInto,
  orderOf,
  placeOf,
  projectedPlace,
  put,
  step,
} from '@/components/status-pages/editor/component-order';
import { placesOf } from '@/lib/status-pages/rules/component-order';

type Line = { id: string; kind: 'monitor' | 'group'; group_id: string | null };
const line = (id: string, group_id: string | null = null): Line => ({ id, kind: 'monitor', group_id });
const group = (id: string): Line => ({ id, kind: 'group', group_id: null });
/** `a`, the group `G` of `b` and `c`, the empty group `E`, `d`. */
const page = [line('a'), group('G'), line('b', 'G'), line('c', 'G'), group('E'), line('d')];
const words = (lines: readonly Line[]) =>
  lines.map(({ id, group_id }) => (group_id === null ? id : `${group_id}/${id}`)).join(' ');
const dropped = (activeId: string, overId: string, offsetPx = 0) => {
  const place = projectedPlace(page, activeId, overId, offsetPx);
  return place === null ? null : words(put(page, activeId, place));
};

test('the order is that of the API', () => {
  expect(orderOf(page)).toEqual([
    { id: 'a', children: [] },
    { id: 'G', children: ['b', 'c'] },
    { id: 'E', children: [] },
    { id: 'd', children: [] },
  ]);
});

describe('one step', () => {
  test.each([
    ['c', -1, 'a G G/c G/b E d'],
    ['b', -1, 'a G G/b G/c E d'],
    ['G', -1, 'G G/b G/c a E d'],
    ['a', 1, 'G G/b G/c a E d'],
    ['d', 1, 'a G G/b G/c E d'],
  ] as const)('of %s by %i stays among its siblings', (id, by, expected) => {
    expect(words(step(page, id, by))).toBe(expected);
  });
});

test('moving into a group puts it at its end, moving out right below it', () => {
  expect(words(moveInto(page, 'a', 'G'))).toBe('G G/b G/c G/a E d');
  expect(words(moveInto(page, 'b', 'E'))).toBe('a G G/c E E/b d');
  expect(words(moveInto(page, 'b', null))).toBe('a G G/c b E d');
});

describe('what is dropped', () => {
  test.each([
    ['between the lines of a group is in it', 'a', 'b', 0, 'G G/b G/a G/c E d'],
    ['at the end of a group stays outside', 'a', 'c', 0, 'G G/b G/c a E d'],
    ['at the end of a group is in it when pulled right', 'a', 'c', 30, 'G G/b G/c G/a E d'],
    ['in its own place is taken out when pulled left', 'c', 'c', -30, 'a G G/b c E d'],
    ['in its own place stays', 'c', 'c', 0, 'a G G/b G/c E d'],
    ['below an empty group is in it', 'd', 'd', 0, 'a G G/b G/c E E/d'],
    ['below an empty group is outside when pulled left', 'd', 'd', -30, 'a G G/b G/c E d'],
    ['at the top is on the page, however far it is pulled', 'c', 'a', 90, 'c a G G/b E d'],
  ])('%s', (_, activeId, overId, offsetPx, expected) => {
    expect(dropped(activeId, overId, offsetPx)).toBe(expected);
  });

  test('as a group travels with its lines, among those of the page', () => {
    expect(words(linesWhileDragging(page, 'G'))).toBe('a G E d');
    expect(dropped('G', 'd', 90)).toBe('a E d G G/b G/c');
    expect(dropped('E', 'b')).toBe('a G G/b G/c E d');
    expect(dropped('E', 'G')).toBe('a E G G/b G/c d');
  });

  test('over nothing known goes nowhere', () => {
    expect(projectedPlace(page, 'a', 'gone', 0)).toBeNull();
  });
});

test('whatever is dragged wherever, the server takes the order, and the line stands where it was said to', () => {
  const at = fc.nat({ max: page.length - 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(at, at, fc.integer({ min: -99, max: 99 })), { maxLength: 12 }), (drags) => {
      let lines: readonly Line[] = page;
      for (const [from, to, offsetPx] of drags) {
        const active = lines[from];
        const seen = linesWhileDragging(lines, active?.id ?? null);
        const over = seen[to % seen.length];
        if (active === undefined || over === undefined) continue;
        const place = projectedPlace(lines, active.id, over.id, offsetPx);
        expect(place).not.toBeNull();
        if (place === null) continue;
        lines = put(lines, active.id, place);
        expect(placeOf(lines, active.id)).toMatchObject(place);
      }
      expect(Array.isArray(placesOf(page, orderOf(lines)))).toBe(true);
    }),
  );
});
