import { expect, test } from 'vitest';
import { findMasks, mask, maskSpec, restoreSecrets } from '@/lib/monitors/rules/mask-spec';
import { httpSpec } from '@/lib/probing/schema';

const stored = httpSpec.parse({
  url: 'https://api.example.com/health',
  headers: { Accept: 'application/json', 'X-Api-Key': 'k-1', Authorization: 'Bearer b-1' },
  auth: { kind: 'basic', username: 'ada', password: 'p-1' },
});

test('no secret is shown, everything else is', () => {
  const shown = maskSpec(stored);
  expect(JSON.stringify(shown)).not.toMatch(/k-1|b-1|p-1/);
  expect(shown.headers['Accept']).toBe('application/json');
  expect(shown.auth).toEqual({ kind: 'basic', username: 'ada', password: mask });
});

test('what was shown can be sent back without losing a secret', () => {
  expect(restoreSecrets(stored, maskSpec(stored))).toEqual(stored);
});

test('a secret does not follow the monitor to another origin', () => {
  const moved = { ...maskSpec(stored), url: 'https://attacker.example.net/' };
  const restored = restoreSecrets(stored, moved);
  expect(JSON.stringify(restored)).not.toMatch(/k-1|b-1|p-1/);
  expect(findMasks(restored)).toEqual(['/headers/X-Api-Key', '/headers/Authorization', '/auth/password']);
});

test('a new secret replaces the old one', () => {
  const changed = { ...maskSpec(stored), auth: { kind: 'basic' as const, username: 'ada', password: 'p-2' } };
  expect(restoreSecrets(stored, changed).auth).toEqual({ kind: 'basic', username: 'ada', password: 'p-2' });
});

test('a bearer token is masked and restored', () => {
  const bearer = httpSpec.parse({ url: 'https://a.example/', auth: { kind: 'bearer', token: 't-1' } });
  expect(maskSpec(bearer).auth).toEqual({ kind: 'bearer', token: mask });
  expect(restoreSecrets(bearer, maskSpec(bearer))).toEqual(bearer);
});
