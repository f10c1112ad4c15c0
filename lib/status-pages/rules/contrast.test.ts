import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageContrasts } from '@/lib/status-pages/rules/contrast';
import { pageBranding } from '@/lib/status-pages/schema';

test('tells which colours cannot be read, where, and what is shown instead', () => {
  const found = pageContrasts(pageBranding.parse({ accent: '#ffd54a' }));
  const failing = found.filter(({ passes }) => !passes);
  expect(failing).toMatchObject([{ scheme: 'light', pair: 'accent', foreground: '#ffd54a', needed: 4.5 }]);
  expect(failing[0]?.ratio).toBeCloseTo(1.38, 1);
  expect(found.map(({ scheme, pair }) => `${scheme} ${pair}`)).toEqual([
    'light text',
    'light muted',
    'light accent',
    'light accent-text',
    'dark text',
    'dark muted',
    'dark accent',
    'dark accent-text',
  ]);
});

test('looks only at the schemes that the page has', () => {
  const schemes = (raw: object) =>
    new Set(pageContrasts(pageBranding.parse(raw)).map(({ scheme }) => scheme));
  expect(schemes({ theme: 'dark' })).toEqual(new Set(['dark']));
  expect(schemes({ variables: { background: '#222' } })).toEqual(new Set(['light']));
});

test('what passes is shown as it was chosen, what fails is not', () => {
  const color = fc.stringMatching(/^#[0-9a-f]{6}$/);
  const variables = fc.record(
    { background: color, surface: color, text: color, muted: color, 'accent-text': color },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(color, variables, (accent, chosen) => {
      for (const one of pageContrasts(pageBranding.parse({ accent, variables: chosen }))) {
        expect(one.shown === one.foreground).toBe(one.passes);
      }
    }),
  );
});
