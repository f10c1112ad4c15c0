/** What an ETag is made from: the view without what changes by itself, in the order of its names. */
export function versionText(view: object, volatile: readonly string[]): string {
  const kept = Object.entries(view).filter(([name]) => !volatile.includes(name));
  return JSON.stringify(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** RFC 9110, 13.1.1: strong comparison, so that a weak tag (`W/"…"`) never matches. */
export function ifMatchHolds(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return [...header.matchAll(/(W\/)?"[^"]*"/g)].some((found) => found[0] === etag);
}

const tagList = /^\s*(\*|(W\/)?"[\u0021\u0023-\u007e]*"(\s*,\s*(W\/)?"[\u0021\u0023-\u007e]*")*)\s*$/;

/** RFC 9110, 8.8.3 and 13.1.1, without the bytes beyond ASCII that no tag of ours has. */
export function isIfMatch(header: string): boolean {
  return tagList.test(header);
}

/** If-None-Match. RFC 9110, 13.1.2: weak comparison, for a cache may have compressed it. */
export function isKnownTag(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
