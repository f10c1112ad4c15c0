import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTarget, type GuardPolicy, pinTarget } from '@/lib/net/guard';
import type { Resolve } from '@/lib/net/resolve';
import { classifyAddress } from '@/lib/net/rules/classify-address';

const deny: GuardPolicy = { privateTargets: 'deny', ownHosts: ['status.example.com'] };
const allow: GuardPolicy = { privateTargets: 'allow', ownHosts: ['status.example.com'] };

test.each([
  'http://127.0.0.1:8080/',
  'http://localhost/',
  'http://192.168.1.1/admin',
  'http://[fd12:3456::1]/',
  'http://redis:6379/',
  'http://nas.local/',
])('a company or home install may watch %s', (url) => {
  expect(checkTarget(url, allow).ok).toBe(true);
  expect(checkTarget(url, deny).ok).toBe(false);
});

test.each([
  'http://169.254.169.254/',
  'http://[fd00:ec2::254]/',
  'http://168.63.129.16/',
  'http://100.100.100.200/',
  'http://[::ffff:169.254.169.254]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[2002:a9fe:a9fe::1]/',
  'http://2852039166/',
  'http://metadata.google.internal/',
])('cloud metadata is refused under either policy: %s', (url) => {
  for (const policy of [allow, deny]) {
    expect(checkTarget(url, policy)).toMatchObject({ ok: false, reason: 'metadata_address' });
  }
});

test('a name that leads to cloud metadata is refused under either policy', async () => {
  const resolve: Resolve = async () => ({ ok: true, addresses: [{ address: '169.254.169.254', family: 4 }] });
  for (const policy of [allow, deny]) {
    expect(await pinTarget('http://innocent.example.com/', policy, resolve, 100)).toMatchObject({
      ok: false,
      reason: 'metadata_address',
    });
  }
});

test('one private answer among public ones refuses them all', async () => {
  const resolve: Resolve = async () => ({
    ok: true,
    addresses: [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ],
  });
  expect(await pinTarget('https://example.com/', deny, resolve, 100)).toMatchObject({
    reason: 'private_address',
  });
});

test('an address in the URL is judged without a resolver', async () => {
  const resolve: Resolve = async () => {
    throw new Error('must not be asked');
  };
  expect(await pinTarget('http://127.1/', deny, resolve, 100)).toMatchObject({ reason: 'private_address' });
});

test.each([
  ['https://status.example.com/', 'own_host'],
  ['https://STATUS.example.com./', 'own_host'],
  ['https://user:secret@example.com/', 'user_info'],
  ['https://example.com/a b', 'forbidden_character'],
  ['https://example.com/\r\nX: y', 'forbidden_character'],
  ['https:\\\\example.com\\', 'forbidden_character'],
  [`https://example.com/${'a'.repeat(2048)}`, 'too_long'],
  ['ftp://example.com/', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['https:example.com', 'malformed'],
  ['', 'malformed'],
])('%s is refused for its %s', (url, reason) => {
  expect(checkTarget(url, deny)).toMatchObject({ ok: false, reason });
});

test('a target says what is dialled, named and asked for', () => {
  expect(checkTarget('HTTPS://Bücher.Example.com.:8443/a?b=c#d', deny)).toMatchObject({
    ok: true,
    target: {
      hostname: 'xn--bcher-kva.example.com',
      port: 8443,
      pathAndQuery: '/a?b=c',
      isTls: true,
      literal: null,
    },
  });
});

describe('whatever is typed', () => {
  test('the guard answers and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `http://${text}/`),
        ),
        (url) => {
          expect(typeof checkTarget(url, deny).ok).toBe('boolean');
        },
      ),
    );
  });

  test('no IPv4 address becomes public by being written as IPv6', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom('::ffff:', '::', '64:ff9b::', '64:ff9b:1::', '::ffff:0:'),
        (v4, prefix) => {
          expect(classifyAddress(prefix + v4)).not.toBe('public');
        },
      ),
    );
  });

  test('only 2000::/3 is public', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        fc.pre(!/^[23][0-9a-f]{3}:/i.test(address));
        expect(classifyAddress(address)).not.toBe('public');
      }),
    );
  });
});
