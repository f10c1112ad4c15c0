import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTailChange, type Piece } from '@/lib/pipeline/rules/mask-spans';

const states = ['up', 'down', 'maintenance', 'unknown'] as const;
const origin = { kind: 'rule', rule: 'maintenance' } as const;

/** A life from 0 on without holes; the last piece is open. */
const life: fc.Arbitrary<Piece<null>[]> = fc
  .array(fc.record({ state: fc.constantFrom(...states), length: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => {
    let at = 0;
    return parts.map(({ state, length }, index) => {
      const startedAtMs = at;
      at += length;
      return { state, startedAtMs, endedAtMs: index === parts.length - 1 ? null : at, origin };
    });
  });

const shown = (pieces: readonly Piece<null>[]) =>
  pieces.map(({ state, startedAtMs, endedAtMs }) => `${state} ${startedAtMs} ${endedAtMs}`);

test('what is written makes the stored pieces what they are to be, and nothing is where they are so', () => {
  fc.assert(
    fc.property(life, life, (before, after) => {
      const change = findTailChange(before, after);
      if (change === null) {
        expect(shown(before)).toEqual(shown(after));
        return;
      }
      expect(shown(before)).not.toEqual(shown(after));
      const { cutAtMs, pieces } = change;
      const kept = before
        .filter(({ startedAtMs }) => startedAtMs < cutAtMs)
        .map((piece) => ({ ...piece, endedAtMs: Math.min(piece.endedAtMs ?? cutAtMs, cutAtMs) }));
      expect(shown([...kept, ...pieces])).toEqual(shown(after));
    }),
    { numRuns: 500 },
  );
});
