import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealer, SealError, type SealPlace } from '@/lib/core/sealing';

const place: SealPlace = { table: 'channels', column: 'secrets', rowId: 'chn_1', organizationId: 'org_1' };
const sealer = createSealer('a secret of at least thirty-two characters');

test('what is sealed opens again, and never stands there in clear', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (text) => {
      const sealed = sealer.seal(text, place);
      expect(sealer.open(sealed, place)).toBe(text);
      expect(sealed).toMatch(/^v1(\.[A-Za-z0-9_-]*){4}$/);
      expect(Buffer.from(sealed).includes(Buffer.from(text))).toBe(false);
    }),
  );
});

test.each<[keyof SealPlace]>([['table'], ['column'], ['rowId'], ['organizationId']])(
  'a value moved to another %s does not open',
  (part) => {
    const sealed = sealer.seal('whsec_x', place);
    expect(() => sealer.open(sealed, { ...place, [part]: 'other' })).toThrow(SealError);
  },
);

test('a value with any one character changed does not open', () => {
  const sealed = sealer.seal('whsec_abcdefgh', place);
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'b', '7', '.'), (at, char) => {
      const changed = `${sealed.slice(0, at)}${char}${sealed.slice(at + 1)}`;
      // The last character of a part may carry bits that base64url ignores: then the bytes are the same.
      const isSame = (a: string, b: string) =>
        a
          .split('.')
          .map((part, i) => (i < 2 ? part : Buffer.from(part, 'base64url').toString('hex')))
          .join() ===
        b
          .split('.')
          .map((part, i) => (i < 2 ? part : Buffer.from(part, 'base64url').toString('hex')))
          .join();
      if (!isSame(sealed, changed)) expect(() => sealer.open(changed, place)).toThrow(SealError);
    }),
  );
});

test('after a rotation old values open, are told as stale, and new ones use the new key', () => {
  const old = sealer.seal('kept', place);
  const rotated = createSealer('another secret of thirty-two characters..', [
    'a secret of at least thirty-two characters',
  ]);
  expect(rotated.open(old, place)).toBe('kept');
  expect(rotated.isStale(old)).toBe(true);
  const renewed = rotated.seal('kept', place);
  expect(rotated.isStale(renewed)).toBe(false);
  expect(() => sealer.open(renewed, place)).toThrow(/APP_SECRET_PREVIOUS/);
});

test('the same text is never sealed to the same value twice', () => {
  expect(sealer.seal('x', place)).not.toBe(sealer.seal('x', place));
});
