import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanUserAgent, networkOf } from '@/lib/heartbeats/rules/ping-sender';

test('a user agent is cut at 200 characters and always fit for a text column', () => {
  expect(cleanUserAgent('curl/8.5.0')).toBe('curl/8.5.0');
  expect(cleanUserAgent('')).toBeNull();
  expect(cleanUserAgent('x'.repeat(300))).toBe('x'.repeat(200));
  expect(cleanUserAgent('a\0b\ud800c')).toBe('a\uFFFDb\uFFFDc');
  expect(cleanUserAgent(`${'x'.repeat(199)}😀`)).toBe(`${'x'.repeat(199)}\uFFFD`);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const cleaned = cleanUserAgent(text) ?? '';
      expect(cleaned.isWellFormed() && !cleaned.includes('\0') && cleaned.length <= 200).toBe(true);
    }),
  );
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::1', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['no:address', 'no:address'],
  [null, null],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
