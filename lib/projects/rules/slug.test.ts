import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeSlug, slugMaxLength, slugPattern, toSlug } from '@/lib/projects/rules/slug';

describe('toSlug', () => {
  it.each([
    ['Web Shop', 'web-shop'],
    ['  Ångström & Söhne!  ', 'angstrom-sohne'],
    ['日本語', 'project'],
    ['---', 'project'],
  ])('makes %j into %j', (name, slug) => {
    expect(toSlug(name)).toBe(slug);
  });

  it('always makes a slug that is valid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
        const slug = toSlug(name);
        expect(slug).toMatch(slugPattern);
        expect(slug.length).toBeLessThanOrEqual(slugMaxLength);
      }),
    );
  });
});

describe('freeSlug', () => {
  it('finds the first that is free, and keeps to the limit', () => {
    expect(freeSlug('shop', new Set())).toBe('shop');
    expect(freeSlug('shop', new Set(['shop', 'shop-2']))).toBe('shop-3');
    const long = 'a'.repeat(slugMaxLength);
    expect(freeSlug(long, new Set([long]))).toBe(`${'a'.repeat(slugMaxLength - 2)}-2`);
  });
});
