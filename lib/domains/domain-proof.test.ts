import { expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { isProven, proofValue } from '@/lib/domains/domain-proof';

const oldSecret = 'a secret of at least thirty-two characters';
const newSecret = 'another secret of at least thirty-two characters';
const signer = createLinkSigner(newSecret, [oldSecret]);
const claim = { organizationId: newId('org'), hostname: 'status.example.com' };

test('the same claim always has the same proof, which is found among others', () => {
  const value = proofValue(signer, claim);
  expect(value).toMatch(/^stillup-verification=[\w-]{24}$/);
  expect(proofValue(signer, claim)).toBe(value);
  expect(isProven(signer, claim, ['v=spf1 -all', value])).toBe(true);
  expect(isProven(signer, claim, [` "${value}" `])).toBe(true);
});

test('a proof is of one organization and of one name', () => {
  const value = proofValue(signer, claim);
  expect(isProven(signer, { ...claim, organizationId: newId('org') }, [value])).toBe(false);
  expect(isProven(signer, { ...claim, hostname: 'www.example.com' }, [value])).toBe(false);
});

test('proofs of before a changed secret still count, those of a strange secret never did', () => {
  const before = proofValue(createLinkSigner(oldSecret), claim);
  expect(before).not.toBe(proofValue(signer, claim));
  expect(isProven(signer, claim, [before])).toBe(true);
  const strange = proofValue(createLinkSigner('a third secret of at least thirty-two characters'), claim);
  expect(isProven(signer, claim, [strange])).toBe(false);
});

test('what is no proof is none', () => {
  const value = proofValue(signer, claim);
  for (const record of [
    '',
    value.slice(0, -1),
    `${value}A`,
    value.toUpperCase(),
    value.split('=')[1] ?? '',
  ]) {
    expect(isProven(signer, claim, [record])).toBe(false);
  }
  expect(isProven(signer, claim, [])).toBe(false);
});
