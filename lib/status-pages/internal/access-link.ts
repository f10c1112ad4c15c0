import type { LinkSigner } from '@/lib/core/link-tokens';

export const linkMinutes = 10;
const purpose = 'page-access-link';

/** A permission to let one browser in, for whoever reads the mail that it stands in. */
export type AccessLink = { pageId: string; accessVersion: number; issuedMs: number; nonce: string };

export function signAccessLink(signer: LinkSigner, link: AccessLink): string {
  const { pageId, accessVersion, issuedMs, nonce } = link;
  return signer.sign(purpose, JSON.stringify([pageId, accessVersion, issuedMs, nonce]));
}

/** Null for what was not signed here, and for what has run out. */
export function readAccessLink(signer: LinkSigner, token: string, nowMs: number): AccessLink | null {
  const payload = signer.read(purpose, token);
  if (payload === null) return null;
  const [pageId, accessVersion, issuedMs, nonce] = JSON.parse(payload) as [string, number, number, string];
  return nowMs < issuedMs + linkMinutes * 60_000 ? { pageId, accessVersion, issuedMs, nonce } : null;
}
