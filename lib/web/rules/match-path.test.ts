import { expect, test } from 'vitest';
import { matchPath } from '@/lib/web/rules/match-path';

test.each([
  ['/monitors/{id}', '/monitors/a', { kind: 'match', params: { id: 'a' } }],
  ['/monitors/{id}', '/monitors/a/', { kind: 'match', params: { id: 'a' } }],
  ['/monitors/{id}', '/monitors/a%2Fb', { kind: 'match', params: { id: 'a/b' } }],
  ['/monitors', '/monitors/', { kind: 'match', params: {} }],
  ['/monitors/{id}', '/monitors/', { kind: 'no_match' }],
  ['/monitors/{id}', '/monitors/a//', { kind: 'no_match' }],
  ['/monitors/{id}', '/channels/a', { kind: 'no_match' }],
  ['/', '/', { kind: 'match', params: {} }],
  ['/monitors/{id}', '/monitors/%E0%A4', { kind: 'malformed' }],
])('%s and %s', (template, path, match) => {
  expect(matchPath(template, path)).toEqual(match);
});
