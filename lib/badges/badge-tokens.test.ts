import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBadgeTokens } from '@/lib/badges/badge-tokens';
import { fromUuid, newId, newUuid, toUuid } from '@/lib/core/ids';

const one = createBadgeTokens('the first secret of this installation');
const ids = fc.uuid().map((uuid) => fromUuid('mon', uuid));

describe('a token', () => {
  test('names its monitor, always the same way, in characters that a URL takes', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const token = one.make(id);
        expect(token).toMatch(/^[\w-]{38}$/);
        expect(one.read(token)).toBe(id);
        expect(createBadgeTokens('the first secret of this installation').make(id)).toBe(token);
      }),
    );
  });

  test('changed anywhere, it reads as nothing', () => {
    const token = one.make(newId('mon'));
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(one.read(token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
    for (const text of ['', token.slice(1), `${token}A`, `${token}=`, ` ${token}`, 'ü'.repeat(38)]) {
      expect(one.read(text)).toBeNull();
    }
  });

  test('whatever somebody makes up reads as nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 28, maxLength: 28 }), (bytes) => {
        expect(one.read(Buffer.from(bytes).toString('base64url'))).toBeNull();
      }),
    );
  });

  test('tells nothing of the id: neighbours in time share no beginning', () => {
    const tokens = Array.from({ length: 200 }, () => one.make(fromUuid('mon', newUuid(1_700_000_000_000))));
    expect(new Set(tokens.map((token) => token.slice(0, 6))).size).toBeGreaterThan(195);
    const id = newId('mon');
    const bytes = Buffer.from(one.make(id), 'base64url').toString('hex');
    expect(bytes).not.toContain(toUuid(id).replaceAll('-', '').slice(0, 8));
  });
});

test('previous secrets keep reading, and unknown ones do not', () => {
  const id = newId('mon');
  const old = one.make(id);
  const rotated = createBadgeTokens('the second secret', ['the first secret of this installation']);
  expect(rotated.read(old)).toBe(id);
  expect(rotated.make(id)).not.toBe(old);
  expect(createBadgeTokens('the second secret').read(old)).toBeNull();
});
