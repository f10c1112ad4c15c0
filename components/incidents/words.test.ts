import { expect, test } from 'vitest';
import { causeSentence } from '@/components/incidents/words';

test('a cause that is newer than these words is still readable', () => {
  expect(causeSentence('http_status')).toBe('Unexpected status code');
  expect(causeSentence('quota_reached')).toBe('Quota reached');
  expect(causeSentence('constructor')).toBe('Constructor');
  expect(causeSentence(null)).toBe('');
});
