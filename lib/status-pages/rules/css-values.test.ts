import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageVariables } from '@/lib/status-pages/constants';
import { isCssValue } from '@/lib/status-pages/rules/css-values';
import { pageBranding } from '@/lib/status-pages/schema';

describe('isCssValue', () => {
  test.for([
    ['background', '#fff'],
    ['accent-text', '#0F7B5F'],
    ['radius', '0'],
    ['radius', '12px'],
    ['width', '62.5rem'],
    ['font', 'Inter, Helvetica Neue, sans-serif'],
    ['font', 'Noto Sans JP'],
  ] as const)('takes %s: %s', ([name, value]) => {
    expect(isCssValue(name, value)).toBe(true);
  });

  test.for([
    '',
    'red; background: url(https://evil.example/x)',
    '#fff}body{display:none',
    '#fff/*',
    '#ffff',
    '#fff\n',
    'url(https://evil.example)',
    'var(--sp-x)',
    'expression(alert(1))',
    '</style><script>alert(1)</script>',
    '\\75rl(x)',
    '"a"',
    "a'b",
    'calc(1px + 1px)',
    'a!important',
    'a\u2028b',
  ])('refuses %j everywhere', (value) => {
    for (const name of pageVariables) expect(isCssValue(name, value)).toBe(false);
  });

  test.for(['1e9px', '99999px', '-1px', '1', '1vw', '100%', 'px'])('refuses the length %j', (value) => {
    expect(isCssValue('radius', value)).toBe(false);
    expect(isCssValue('width', value)).toBe(false);
  });

  test('nothing that passes can end a declaration, a rule or an element, or name an address', () => {
    const hostile = fc.stringMatching(/^[#0-9a-zA-Z ,.;:{}()<>"'\\/*@!&\n\t-]{0,40}$/);
    fc.assert(
      fc.property(fc.constantFrom(...pageVariables), fc.oneof(hostile, fc.string()), (name, value) => {
        if (isCssValue(name, value)) expect(value).toMatch(/^[#\p{L}\d ,.-]+$/u);
      }),
      { numRuns: 1000 },
    );
  });
});

test('a look with a value that is none is refused, at its variable', () => {
  const parsed = pageBranding.safeParse({ variables: { text: '#000;}' } });
  expect(parsed.error?.issues[0]?.path).toEqual(['variables', 'text']);
  for (const url of ['javascript:alert(1)', 'data:text/html,x', '/relative', 'JaVaScRiPt:x']) {
    expect(pageBranding.safeParse({ home_url: url }).success).toBe(false);
    expect(pageBranding.safeParse({ links: [{ label: 'x', url }] }).success).toBe(false);
  }
});
