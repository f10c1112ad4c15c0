import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseEncoding, type Encoding, isKnownTag, tagOf } from '@/lib/snapshots/rules/negotiate';

const all: Encoding[] = ['br', 'gzip', 'identity'];

describe('the encoding', () => {
  test.each<[string | undefined, Encoding]>([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP;Q=0.5', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['*;q=0, gzip', 'gzip'],
    ['identity;q=0, *;q=0', 'identity'],
    ['identity, gzip;q=0.5', 'identity'],
    ['gzip;q=0.001', 'gzip'],
    ['br;q=2', 'identity'],
    ['br;q=nonsense, gzip', 'gzip'],
    ['zstd', 'identity'],
    [' , ,gzip ;  q=0.3 ,', 'gzip'],
  ])('for %j is %s', (header, expected) => {
    expect(chooseEncoding(header, all)).toBe(expected);
  });

  test('is always one that there is, or none', () => {
    fc.assert(
      fc.property(fc.string(), fc.subarray(all), (header, available) => {
        expect([...available, 'identity']).toContain(chooseEncoding(header, available));
      }),
    );
  });

  test('one that is refused is not chosen while another may be', () => {
    fc.assert(
      fc.property(fc.constantFrom<Encoding>('br', 'gzip'), (refused) => {
        const other = refused === 'br' ? 'gzip' : 'br';
        expect(chooseEncoding(`${refused};q=0, ${other};q=0.1`, all)).toBe(other);
      }),
    );
  });
});

describe('a tag', () => {
  test('is another one in each encoding, and known in each', () => {
    const tags = all.map((encoding) => tagOf('abc', encoding));
    expect(new Set(tags).size).toBe(3);
    for (const tag of tags) {
      expect(isKnownTag(tag, 'abc')).toBe(true);
      expect(isKnownTag(`"x", W/${tag}`, 'abc')).toBe(true);
      expect(isKnownTag(tag, 'abcd')).toBe(false);
    }
  });

  test.each(['', 'abc', '"abc', '"ab"', '"abc-zz"', 'W/abc', '"ABC"'])('%j is not known', (header) => {
    expect(isKnownTag(header, 'abc')).toBe(false);
  });

  test('a star is known of anything', () => expect(isKnownTag(' * ', 'abc')).toBe(true));
});
