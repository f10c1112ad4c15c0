import type { LinkSigner } from '@/lib/core/link-tokens';

const purpose = 'page-domain';

export type Claim = { organizationId: string; hostname: string };

function payloadOf({ organizationId, hostname }: Claim): string {
  return JSON.stringify([organizationId, hostname]);
}

/** Where the proof stands in DNS, as a TXT record. */
export function proofName(hostname: string): string {
  return `_stillup.${hostname}`;
}

/**
 * What is to stand there. Bound to the organization by APP_SECRET, and derived rather than stored, so that no other one can make
 * use of it.
 */
export function proofValue(signer: LinkSigner, claim: Claim): string {
  const signed = signer.sign(purpose, payloadOf(claim));
  return `stillup-verification=${signed.slice(signed.indexOf('.') + 1)}`;
}

/** Whether one of these TXT records is the proof. Those of a secret of before still count. */
export function isProven(signer: LinkSigner, claim: Claim, records: readonly string[]): boolean {
  const payload = payloadOf(claim);
  const signed = signer.sign(purpose, payload);
  const text = signed.slice(0, signed.indexOf('.'));
  return records.some((record) => {
    const mac = /^\s*"?stillup-verification=([\w-]{1,64})"?\s*$/.exec(record)?.[1];
    return mac !== undefined && signer.read(purpose, `${text}.${mac}`) === payload;
  });
}
