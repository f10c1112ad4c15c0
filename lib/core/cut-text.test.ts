import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutText } from '@/lib/core/cut-text';

test('never longer than asked, counted in code points, and never half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
      const cut = cutText(text, max);
      expect(Array.from(cut).length).toBeLessThanOrEqual(max);
      expect(cut.isWellFormed()).toBe(true);
      if (Array.from(text).length <= max) expect(cut).toBe(text);
      else expect(text.startsWith(cut.slice(0, -1))).toBe(true);
    }),
  );
});

test('what is cut says so', () => {
  expect(cutText('🦄🦄🦄🦄', 3)).toBe('🦄🦄…');
});
