import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, hashSigningKey, isSignedBy, isSigningKey, signBody } from '@/inngest/engine/signing';

test('the hashed key is that of the specification’s example', () => {
  // Section 4.1.4 of Inngest's SDK specification.
  expect(hashSigningKey('signkey-prod-12345678')).toBe(
    'signkey-prod-b2ed992186a5cb19f6668aade821f502c1d00970dfd0e35128d51bac4649916c',
  );
});

test('canonical JSON orders keys by their text, also those that look like numbers, and stays the same value', () => {
  expect(canonicalJson({ b: 1, 10: 2, 9: 3, a: [{ z: 1, y: undefined }] })).toBe(
    '{"10":2,"9":3,"a":[{"z":1}],"b":1}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
});

test('a signature holds for its body, its key, and five minutes', () => {
  const key = 'signkey-test-0123abcd';
  const signature = signBody('body', key, 1_000);
  expect(isSignedBy('body', signature, key, 1_000_000)).toBe(true);
  expect(isSignedBy('body', signature, key, 1_300_000)).toBe(true);
  expect(isSignedBy('body', signature, key, 1_301_000)).toBe(false);
  expect(isSignedBy('other', signature, key, 1_000_000)).toBe(false);
  expect(isSignedBy('body', signature, 'signkey-test-0123abce', 1_000_000)).toBe(false);
  for (const broken of [undefined, '', 't=1000', 's=ab', 't=x&s=ab', 't=1000&s=']) {
    expect(isSignedBy('body', broken, key, 1_000_000)).toBe(false);
  }
});

test('keys are hexadecimal, with or without a prefix', () => {
  expect(['signkey-prod-12ab', '12ab', 'signkey-prod-xyz', 'signkey-prod-123', ''].map(isSigningKey)).toEqual(
    [true, true, false, false, false],
  );
});
