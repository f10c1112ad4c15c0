import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ifMatchHolds, isIfMatch, versionText } from '@/lib/web/rules/entity-tag';

describe('ifMatchHolds', () => {
  it('compares strongly, over lists', () => {
    expect(ifMatchHolds('"a"', '"a"')).toBe(true);
    expect(ifMatchHolds('"x", "a"', '"a"')).toBe(true);
    expect(ifMatchHolds('*', '"a"')).toBe(true);
    expect(ifMatchHolds('W/"a"', '"a"')).toBe(false);
    expect(ifMatchHolds('"b"', '"a"')).toBe(false);
    expect(ifMatchHolds('a', '"a"')).toBe(false);
  });
});

describe('isIfMatch', () => {
  it.each(['"a"', '*', 'W/"a"', '"a","b"', '"a" , W/"b"', '""'])('takes %s', (header) => {
    expect(isIfMatch(header)).toBe(true);
  });
  it.each(['', 'a', '"a', '"a" "b"', '"a",', '"a\u0084"', '*,"a"'])('refuses %s', (header) => {
    expect(isIfMatch(header)).toBe(false);
  });
  it('answers quickly, whatever it is given', () => {
    expect(isIfMatch(`"a"${' , "b"'.repeat(2000)}x`)).toBe(false);
  });
});

describe('versionText', () => {
  it('does not depend on the order of fields, nor on what is volatile', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (view, noise) => {
        const turned = Object.fromEntries([...Object.entries(view), ['seen', noise]].reverse());
        expect(versionText(turned, ['seen'])).toBe(versionText({ ...view, seen: 1 }, ['seen']));
      }),
    );
  });
});
