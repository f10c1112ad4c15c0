import { expect, test } from 'vitest';
import { createLinkSigner } from '@/lib/core/link-tokens';

const first = 'a secret of at least thirty-two characters';
const second = 'another secret of at least thirty-two characters';

test('gives back what it signed, for the same purpose only', () => {
  const signer = createLinkSigner(first);
  const token = signer.sign('acknowledge', 'dlv_01');
  expect(signer.read('acknowledge', token)).toBe('dlv_01');
  expect(signer.read('unsubscribe', token)).toBeNull();
  expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
});

test('takes no changed payload, no cut or foreign signature, no text that is no token', () => {
  const signer = createLinkSigner(first);
  const token = signer.sign('acknowledge', 'dlv_01');
  const [, mac = ''] = token.split('.');
  const forged = `${Buffer.from('dlv_02').toString('base64url')}.${mac}`;
  const foreign = createLinkSigner(second).sign('acknowledge', 'dlv_01');
  for (const bad of [forged, foreign, token.slice(0, -1), `${token}.x`, '', '.', 'x', `${token}A`]) {
    expect(signer.read('acknowledge', bad)).toBeNull();
  }
});

test('links of before a changed secret still work, new ones are signed with the new one', () => {
  const old = createLinkSigner(first).sign('acknowledge', 'dlv_01');
  const signer = createLinkSigner(second, [first]);
  expect(signer.read('acknowledge', old)).toBe('dlv_01');
  expect(createLinkSigner(second).read('acknowledge', signer.sign('acknowledge', 'x'))).toBe('x');
});
