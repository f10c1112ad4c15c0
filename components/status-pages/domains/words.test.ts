import { expect, test } from 'vitest';
import { caddyfile, foundMark, foundWords } from '@/components/status-pages/domains/words';

test('a record that was not looked for is not called missing', () => {
  expect([null, true, false].map((is_found) => foundWords({ is_found }))).toEqual([
    'Not looked for yet',
    'Found',
    'Not found',
  ]);
  expect(new Set([null, true, false].map((is_found) => foundMark({ is_found }))).size).toBe(3);
});

test('the Caddyfile asks before any certificate', () => {
  const file = caddyfile('https://up.example.com/api/domains/ask', 'up.example.com');
  expect(file).toContain('ask https://up.example.com/api/domains/ask');
  expect(file).toContain('on_demand');
});
