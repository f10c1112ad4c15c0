import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeHostname } from '@/lib/domains/rules/normalize-hostname';
import { refuseHostname } from '@/lib/domains/rules/refuse-hostname';

test.each([
  ['status.example.com', 'status.example.com'],
  [' Status.Example.COM ', 'status.example.com'],
  ['status.example.com.', 'status.example.com'],
  ['état.exemple.fr', 'xn--tat-9la.exemple.fr'],
  ['ÉTAT.exemple.fr', 'xn--tat-9la.exemple.fr'],
  ['状態.example.jp', 'xn--8huq10b.example.jp'],
  ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ['a-b.c--d.example', 'a-b.c--d.example'],
])('%j is kept as %s', (raw, hostname) => {
  expect(normalizeHostname(raw)).toBe(hostname);
});

test.each([
  '',
  '.',
  'localhost',
  'status',
  '203.0.113.7',
  '0xcb007107',
  '127.1',
  '[2001:db8::1]',
  '2001:db8::1',
  '*.example.com',
  'https://status.example.com',
  'status.example.com/',
  'status.example.com:443',
  'user@example.com',
  'status example.com',
  'status..example.com',
  '.example.com',
  'status.example.com..',
  '-a.example.com',
  'a-.example.com',
  '_stillup.example.com',
  'example.123',
  'st%61tus.example.com',
  'status.example.com?x',
  'status.example.com\\x',
  `${'a'.repeat(64)}.example.com`,
  `${'a.'.repeat(126)}aa`,
])('%j is no name for a page', (raw) => {
  expect(normalizeHostname(raw)).toBeNull();
});

test('what is normal already stays as it is, whatever was given', () => {
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.string(), fc.webAuthority()), (raw) => {
      const hostname = normalizeHostname(raw);
      fc.pre(hostname !== null);
      expect(normalizeHostname(hostname ?? '')).toBe(hostname);
      expect(hostname).toMatch(/^[a-z0-9.-]+\.[a-z0-9-]+$/);
    }),
  );
});

test('the name of Stillup itself and names of inside are refused, those above and below it are not', () => {
  const ownHost = 'app.stillup.example.org';
  expect(refuseHostname(ownHost, ownHost)).toMatch(/where Stillup itself is/);
  for (const inside of [
    'status.local',
    'printer.lan',
    'a.localhost',
    'x.home.arpa',
    '1.0.0.127.in-addr.arpa',
  ]) {
    expect(refuseHostname(inside, ownHost)).toMatch(/public DNS/);
  }
  for (const fine of ['stillup.example.org', 'acme.app.stillup.example.org', 'status.example.com']) {
    expect(refuseHostname(fine, ownHost)).toBeNull();
  }
});
