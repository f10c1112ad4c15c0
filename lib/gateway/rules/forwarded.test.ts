import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findOrigin, normalizeAddress } from '@/lib/gateway/rules/forwarded';

const proxies = ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'];
const from = (remoteAddress: string, headers: Record<string, string>) =>
  findOrigin({ remoteAddress, headers: { host: 'stillup.example', ...headers } }, proxies);

test('a stranger is who he is, whatever he says', () => {
  const spoofed = {
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
  };
  expect(from('203.0.113.9', spoofed)).toEqual({
    clientAddress: '203.0.113.9',
    protocol: 'http',
    host: 'stillup.example',
  });
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['127.0.0.1, 203.0.113.9', '203.0.113.9'],
  ['203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['10.9.9.9, 10.1.2.3', '10.9.9.9'],
  ['203.0.113.9:4711', '203.0.113.9'],
  ['[2606:4700::1]:4711', '2606:4700::1'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['203.0.113.9, garbage', '10.0.0.1'],
  ['garbage', '10.0.0.1'],
  ['', '10.0.0.1'],
])('behind a trusted proxy the chain "%s" names %s', (chain, expected) => {
  expect(from('10.0.0.1', { 'x-forwarded-for': chain }).clientAddress).toBe(expected);
});

test('a trusted proxy may name protocol and host, but no nonsense', () => {
  const origin = from('::ffff:192.0.2.7', {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'status.example:8443',
  });
  expect(origin).toMatchObject({ protocol: 'https', host: 'status.example:8443' });
  expect(from('10.0.0.1', { 'x-forwarded-host': 'a b/../c' }).host).toBe('stillup.example');
  expect(from('10.0.0.1', { 'x-forwarded-proto': 'gopher' }).protocol).toBe('http');
});

test('no header can make it fail, and the answer is always an address', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (chain, remote) => {
      const { clientAddress } = findOrigin(
        { remoteAddress: remote, headers: { 'x-forwarded-for': chain } },
        proxies,
      );
      expect(normalizeAddress(clientAddress)).toBe(clientAddress);
    }),
  );
});

test('octal and short forms of addresses are not taken for addresses', () => {
  expect(['0177.0.0.1', '127.1', '2130706433', 'localhost'].map(normalizeAddress)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
