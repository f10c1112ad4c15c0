/** RFC 9110, 13.1.1: strong comparison, so a weak tag (`W/"…"`) never matches. */
export function ifMatchHolds(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return [...header.matchAll(/(W\/)?"[^"]*"/g)].some((found) => found[0] === etag);
}
