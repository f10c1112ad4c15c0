import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apiKeyBytes,
  apiKeyFromBytes,
  isWellFormedApiKey,
  pingKeyBytes,
  pingKeyFromBytes,
} from '@/lib/access/rules/tokens';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const apiKey = bytes(apiKeyBytes).map(apiKeyFromBytes);

describe('API keys', () => {
  it('are sup_ and 36 characters of base62, and well-formed', () => {
    fc.assert(
      fc.property(apiKey, (token) => {
        expect(token).toMatch(/^sup_[0-9A-Za-z]{36}$/);
        expect(isWellFormedApiKey(token)).toBe(true);
      }),
    );
  });

  it('carry at least 160 bits, each of which shows in the key', () => {
    expect(apiKeyBytes * 8).toBeGreaterThanOrEqual(160);
    fc.assert(
      fc.property(bytes(apiKeyBytes), fc.nat(apiKeyBytes * 8 - 1), (seed, bit) => {
        const other = Uint8Array.from(seed);
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(apiKeyFromBytes(other)).not.toBe(apiKeyFromBytes(seed));
      }),
    );
  });

  it('with any one character changed are not well-formed', () => {
    fc.assert(
      fc.property(apiKey, fc.nat(35), fc.nat(60), (token, at, step) => {
        const place = 4 + at;
        const replacement = base62.charAt((base62.indexOf(token.charAt(place)) + 1 + step) % 62);
        expect(isWellFormedApiKey(token.slice(0, place) + replacement + token.slice(place + 1))).toBe(false);
      }),
    );
  });

  it('with two neighbours swapped, cut, or in another case are not well-formed', () => {
    fc.assert(
      fc.property(apiKey, fc.nat(34), (token, at) => {
        const place = 4 + at;
        const [left, right] = [token.charAt(place), token.charAt(place + 1)];
        const swapped = token.slice(0, place) + right + left + token.slice(place + 2);
        expect(isWellFormedApiKey(swapped)).toBe(left === right);
        expect(isWellFormedApiKey(token.slice(0, place))).toBe(false);
        expect(isWellFormedApiKey(token.toUpperCase())).toBe(false);
      }),
    );
  });

  it('matches the CRC-32 that everybody computes', () => {
    // 30 zeros have this CRC-32 (Python: zlib.crc32(b"0" * 30)).
    const token = apiKeyFromBytes(new Uint8Array(apiKeyBytes));
    let value = 0n;
    for (const char of token.slice(-6)) value = value * 62n + BigInt(base62.indexOf(char));
    expect(value).toBe(0x77e5db82n);
  });
});

describe('ping keys', () => {
  it('are 22 lower-case letters and digits, one for each seed', () => {
    fc.assert(
      fc.property(bytes(pingKeyBytes), bytes(pingKeyBytes), (first, second) => {
        expect(pingKeyFromBytes(first)).toMatch(/^[0-9a-z]{22}$/);
        const isSame = Buffer.compare(first, second) === 0;
        expect(pingKeyFromBytes(first) === pingKeyFromBytes(second)).toBe(isSame);
      }),
    );
  });
});
