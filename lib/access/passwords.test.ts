import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '@/lib/access/passwords';

it('is stored as Argon2id with 19 MiB, two passes and one lane', async () => {
  expect(await hashPassword('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

it('is right or wrong, also in another form of the same characters', async () => {
  const stored = await hashPassword('Caf\u00e9 au lait 2026');
  expect(await verifyPassword(stored, 'Cafe\u0301 au lait 2026')).toBe(true);
  expect(await verifyPassword(stored, 'Cafe au lait 2026')).toBe(false);
});

it('is wrong for everybody without a password, after the same work', async () => {
  expect(await verifyPassword(null, 'correct horse battery')).toBe(false);
});
