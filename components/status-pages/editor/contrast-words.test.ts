import { expect, test } from 'vitest';
import { contrastLines, ratioWords } from '@/components/status-pages/editor/contrast-words';
import { pageContrasts } from '@/lib/status-pages/rules/contrast';

test('a ratio below the limit never reads as the limit', () => {
  expect(ratioWords(4.4999)).toBe('4.4:1');
  expect(ratioWords(21)).toBe('21.0:1');
});

test('of a colour that can be read in one theme only, the other theme has the proposal', () => {
  const contrasts = pageContrasts({ accent: '#ffd54a', theme: 'auto', variables: {} });
  const lines = contrastLines(contrasts, 'accent');
  expect(lines).toHaveLength(2);
  const [light, dark] = lines;
  expect(light).toMatchObject({ passes: false, proposal: contrasts.find((c) => c.pair === 'accent')?.shown });
  expect(light?.words).toMatch(/on the light background, below 4.5:1: hard to read. Visitors see #/);
  expect(dark).toMatchObject({ passes: true, proposal: null });
});

test('the proposal can be read', () => {
  const [line] = contrastLines(pageContrasts({ accent: '#ffd54a', theme: 'light', variables: {} }), 'accent');
  const again = pageContrasts({ accent: line?.proposal ?? '', theme: 'light', variables: {} });
  expect(contrastLines(again, 'accent')).toMatchObject([{ passes: true }]);
});

test('what both themes say is said once', () => {
  const contrasts = pageContrasts({ accent: '#0f7b5f', theme: 'auto', variables: {} });
  expect(contrastLines(contrasts, 'accent-text')).toHaveLength(1);
});
