import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast } from '@/lib/badges/rules/badge-colors';
import { fullHex, pageTokens } from '@/lib/status-pages/rules/theme';
import { pageBranding } from '@/lib/status-pages/schema';

const states = ['operational', 'degraded', 'partial', 'down', 'maintenance', 'no-data'] as const;
const color = fc.oneof(
  fc.stringMatching(/^#[0-9a-fA-F]{6}$/),
  fc.stringMatching(/^#[0-9a-f]{3}$/),
  fc.constantFrom('#777777', '#757575', '#ffffff', '#000000'),
);
const look = fc.record({
  accent: color,
  variables: fc.record(
    { background: color, surface: color, text: color, muted: color, border: color, 'accent-text': color },
    { requiredKeys: [] },
  ),
});

test('whatever is chosen, text reaches 4.5:1 and states 3:1 on both grounds, in both schemes', () => {
  fc.assert(
    fc.property(look, fc.constantFrom('light' as const, 'dark' as const), (branding, scheme) => {
      const tokens = pageTokens(pageBranding.parse(branding), scheme);
      for (const ground of [tokens.background, tokens.surface]) {
        for (const name of ['text', 'muted', 'accent-readable'] as const) {
          expect(contrast(tokens[name], ground)).toBeGreaterThanOrEqual(4.5);
        }
        for (const name of states) expect(contrast(tokens[name], ground)).toBeGreaterThanOrEqual(3);
      }
      expect(contrast(tokens['accent-text'], tokens.accent)).toBeGreaterThanOrEqual(4.5);
      expect(tokens.accent).toBe(fullHex(branding.accent));
    }),
  );
});

test('the state colours stand as they are on the grounds of either scheme', () => {
  const branding = pageBranding.parse({});
  expect(pageTokens(branding, 'light')).toMatchObject({
    background: '#ffffff',
    accent: '#0f7b5f',
    'accent-readable': '#0f7b5f',
    operational: '#0f7b5f',
    degraded: '#b98a00',
    partial: '#c8470f',
    down: '#8f1230',
    maintenance: '#2563c9',
    'no-data': '#8a929e',
  });
  expect(pageTokens(branding, 'dark')).toMatchObject({
    background: '#0b0f17',
    operational: '#35c797',
    degraded: '#ffd54a',
    partial: '#f2803a',
    down: '#f0436a',
    maintenance: '#6aa7ff',
    'no-data': '#5f6977',
  });
});

test('a chosen background decides which set of colours fits it, whatever the visitor prefers', () => {
  const branding = pageBranding.parse({ variables: { background: '#fafafa' } });
  expect(pageTokens(branding, 'dark')).toEqual(pageTokens(branding, 'light'));
  expect(pageTokens(branding, 'dark')).toMatchObject({ 'color-scheme': 'light', text: '#10151f' });
});

test('families are quoted, generic ones are not', () => {
  const font = (value: string) =>
    pageTokens(pageBranding.parse({ variables: { font: value } }), 'light').font;
  expect(font('Source Sans 3, Sans-Serif')).toBe('"Source Sans 3", sans-serif');
  expect(pageTokens(pageBranding.parse({}), 'dark').font).toBe('system-ui, sans-serif');
});
