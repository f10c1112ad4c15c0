import { expect, test } from 'vitest';
import { isAddressRange, isInRanges } from '@/lib/status-pages/rules/address-ranges';

test.each([
  ['203.0.113.7', ['203.0.113.7'], true],
  ['203.0.113.8', ['203.0.113.7'], false],
  ['203.0.113.255', ['203.0.113.0/24'], true],
  ['203.0.114.0', ['203.0.113.0/24'], false],
  ['203.0.113.129', ['203.0.113.128/25'], true],
  ['203.0.113.127', ['203.0.113.128/25'], false],
  ['203.0.113.200', ['203.0.113.7/24'], true],
  ['8.8.8.8', ['0.0.0.0/0'], true],
  ['8.8.8.8', ['8.8.8.8/32'], true],
  ['8.8.8.9', ['8.8.8.8/32'], false],
  ['2001:db8::1', ['2001:db8::/32'], true],
  ['2001:db9::1', ['2001:db8::/32'], false],
  ['2001:DB8:0:0::1', ['2001:db8::1'], true],
  ['2001:db8::1', ['2001:db8::1/128'], true],
  ['2001:db8::2', ['2001:db8::1/128'], false],
  ['2001:db8::1', ['::/0'], true],
])('%s in %j: %s', (address, ranges, isInside) => {
  expect(isInRanges(address, ranges)).toBe(isInside);
});

test.each([
  ['::ffff:203.0.113.7', ['203.0.113.0/24'], true],
  ['::ffff:203.0.114.7', ['203.0.113.0/24'], false],
  ['::ffff:cb00:7107', ['203.0.113.7'], true],
  ['203.0.113.7', ['::ffff:203.0.113.0/120'], true],
  ['203.0.114.7', ['::ffff:203.0.113.0/120'], false],
  ['203.0.113.7', ['::ffff:203.0.113.7'], true],
])('an IPv4 address inside of IPv6 is the IPv4 address: %s in %j: %s', (address, ranges, isInside) => {
  expect(isInRanges(address, ranges)).toBe(isInside);
});

test('the families are apart: all of IPv6 holds no IPv4 address, and the other way round', () => {
  expect(isInRanges('203.0.113.7', ['::/0'])).toBe(false);
  expect(isInRanges('2001:db8::1', ['0.0.0.0/0'])).toBe(false);
});

test('any of several ranges is enough, and none holds nobody', () => {
  const ranges = ['198.51.100.0/24', '2001:db8::/32', '203.0.113.7'];
  expect(isInRanges('203.0.113.7', ranges)).toBe(true);
  expect(isInRanges('203.0.113.7', [])).toBe(false);
});

test.each(['', 'unknown', '203.0.113.7, 10.0.0.1', '203.0.113.7:8080', '203.0.113'])(
  'what is no whole address is in no range: %j',
  (address) => {
    expect(isInRanges(address, ['203.0.113.0/24'])).toBe(false);
  },
);

test('a range that cannot be read lets nobody in', () => {
  expect(isInRanges('203.0.113.7', ['203.0.113.0/33', 'everybody', '/0', ''])).toBe(false);
});

test.each(['10.0.0.0/8', '10.1.2.3', '2001:db8::/32', '::1', '::ffff:10.0.0.0/104'])(
  '%s is a range',
  (range) => {
    expect(isAddressRange(range)).toBe(true);
  },
);

test.each([
  '10/8',
  '10.1/16',
  '10',
  '0x0a.0.0.0/8',
  '010.0.0.0/8',
  '167772160',
  '10.0.0.0/33',
  '10.0.0.0/',
  '::/129',
  '',
])('%j, which may be read in several ways or in none, is no range and lets nobody in', (range) => {
  expect(isAddressRange(range)).toBe(false);
  expect(isInRanges('10.0.0.1', [range])).toBe(false);
  expect(isInRanges('0.0.0.10', [range])).toBe(false);
});
