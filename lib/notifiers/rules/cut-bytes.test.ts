import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutBytes } from '@/lib/notifiers/rules/cut-bytes';

test('what fits is left alone, and nothing else is longer than it may be or broken', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.integer({ min: 3, max: 80 }),
      (text, max) => {
        const cut = cutBytes(text, max);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(max);
        expect(cut.isWellFormed()).toBe(true);
        if (Buffer.byteLength(text) <= max) expect(cut).toBe(text);
        else expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      },
    ),
  );
});
