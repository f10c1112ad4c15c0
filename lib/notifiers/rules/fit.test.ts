import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutUnits, escapeWithin, linesWithin } from '@/lib/notifiers/rules/fit';
import { escapeMarkdown } from '@/lib/notifiers/rules/markdown';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });

test('a cut text is never longer than asked for, nor has half a character', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 300 }), (text, max) => {
      const cut = cutUnits(text, max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(cut.isWellFormed()).toBe(text.isWellFormed());
      if (text.length <= max) expect(cut).toBe(text);
    }),
  );
});

test('an escaped text fits, with no escape cut in two', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '*', '\\', '@', '🦄'), maxLength: 200 }),
      fc.integer({ min: 1, max: 250 }),
      (text, max) => {
        const escaped = escapeWithin(text, max, escapeMarkdown);
        expect(escaped.length).toBeLessThanOrEqual(max);
        expect(escaped.replaceAll(/\\[\\*]/g, '')).not.toContain('\\');
        if (escapeMarkdown(text).length <= max) expect(escaped).toBe(escapeMarkdown(text));
      },
    ),
  );
});

test('lines are whole, and those left out are counted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 20 }), {
        maxLength: 30,
      }),
      fc.integer({ min: 20, max: 300 }),
      (lines, max) => {
        const shown = linesWithin(lines, max).split('\n');
        expect(shown.join('\n').length).toBeLessThanOrEqual(max);
        const more = Number(/^and (\d+) more$/.exec(shown.at(-1) ?? '')?.[1] ?? 0);
        const kept = more === 0 ? shown : shown.slice(0, -1);
        expect(kept).toEqual(lines.length === 0 ? [''] : lines.slice(0, lines.length - more));
      },
    ),
  );
});

test('what had been left out before is counted with it', () => {
  const lines = [
    ...Array.from({ length: 9 }, (_, index) => `• line ${index}`),
    '• [and 11 more](https://x.example)',
  ];
  expect(linesWithin(lines, 50)).toBe('• line 0\n• line 1\n• line 2\n• line 3\nand 16 more');
});
