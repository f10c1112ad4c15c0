import type { LinkSigner } from '@/lib/core/link-tokens';
import { publicId } from '@/lib/status-pages/rules/public-id';

export const accessCookieSeconds = 7 * 24 * 60 * 60;

const purpose = 'page-access';
/** What browsers hold a cookie to by its name: `__Host-` to its host and to https, `__Secure-` to https. Source: RFC 6265bis, 4.1.3 */
const prefixes = ['', '__Secure-', '__Host-'];

export type AccessGrant = { pageId: string; accessVersion: number; expiresMs: number };

/**
 * The value of `Set-Cookie` that opens a page for seven days, or until who may read it is changed. `path`: `/status/<slug>`, or `/` on a
 * domain of its own.
 */
export function accessCookie(
  page: { pageId: string; accessVersion: number },
  { signer, nowMs, path, isSecure }: { signer: LinkSigner; nowMs: number; path: string; isSecure: boolean },
): string {
  const expiresMs = nowMs + accessCookieSeconds * 1000;
  const value = signer.sign(purpose, JSON.stringify([page.pageId, page.accessVersion, expiresMs]));
  const prefix = isSecure ? (path === '/' ? '__Host-' : '__Secure-') : '';
  const rest = `Path=${path}; Max-Age=${accessCookieSeconds}; HttpOnly; SameSite=Lax`;
  return `${prefix}${nameFor(page.pageId)}=${value}; ${rest}${isSecure ? '; Secure' : ''}`;
}

/** What the cookies of this page that somebody sent were signed for. Anything forged or garbled is left out. */
export function readAccessGrants(pageId: string, cookieHeader: string, signer: LinkSigner): AccessGrant[] {
  const names = new Set(prefixes.map((prefix) => `${prefix}${nameFor(pageId)}`));
  return cookieHeader.split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    if (at < 0 || !names.has(pair.slice(0, at).trim())) return [];
    const payload = signer.read(purpose, pair.slice(at + 1).trim());
    return payload === null ? [] : toGrant(payload);
  });
}

function nameFor(pageId: string): string {
  return `sp_access_${publicId(pageId)}`;
}

/** What was signed was written here, so that its form is known. */
function toGrant(payload: string): AccessGrant[] {
  const [pageId, accessVersion, expiresMs] = JSON.parse(payload) as [string, number, number];
  return [{ pageId, accessVersion, expiresMs }];
}
