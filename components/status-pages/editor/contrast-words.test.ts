import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrastLines, ratioWords } from '@/components/status-pages/editor/contrast-words';
import { pageThemes } from '@/lib/status-pages/constants';

const yellow = { accent: '#ffd54a', theme: 'auto', variables: {} } as const;

test('a ratio below the limit never reads as the limit', () => {
  expect(ratioWords(4.4999)).toBe('4.4:1');
  expect(ratioWords(21)).toBe('21.0:1');
});

test('of a colour that can be read in one theme only, it says in which, and what is shown in the other', () => {
  const [light, dark, ...more] = contrastLines(yellow, 'accent');
  expect(light?.words).toMatch(
    /^1\.\d:1 on the light background: too faint, for 4\.5:1 is needed\. Visitors see #/,
  );
  expect(dark?.words).toMatch(/^\d+\.\d:1 on the dark background: easy to read\.$/);
  expect([light?.passes, dark?.passes, more.length]).toEqual([false, true, 0]);
});

test('what would only move the trouble to the other theme is not proposed', () => {
  expect(contrastLines(yellow, 'accent').map(({ proposal }) => proposal)).toEqual([null, null]);
});

test('whatever is proposed is read well everywhere', () => {
  const color = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
  let proposals = 0;
  fc.assert(
    fc.property(color, fc.constantFrom(...pageThemes), (accent, theme) => {
      for (const { proposal } of contrastLines({ accent, theme, variables: {} }, 'accent')) {
        if (proposal === null) continue;
        proposals += 1;
        const again = contrastLines({ accent: proposal, theme, variables: {} }, 'accent');
        expect(again.every(({ passes }) => passes)).toBe(true);
      }
    }),
  );
  expect(proposals).toBeGreaterThan(0);
});

test('what both themes say is said once', () => {
  expect(contrastLines({ accent: '#0f7b5f', theme: 'auto', variables: {} }, 'accent-text')).toHaveLength(1);
});
