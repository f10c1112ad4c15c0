const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/**
 * The path of a document below its page, from what stands in the address after it, undecoded. Documents have plain names, so
 * whatever is escaped, doubled, or climbs is the name of none: null.
 */
export function readDocumentPath(rest: string): string | null {
  if (rest === '') return '';
  const text = rest.endsWith('/') ? rest.slice(0, -1) : rest;
  if (text.length > 300) return null;
  return text.split('/').every((part) => segment.test(part)) ? text : null;
}

/** In the page's first language documents stand without its name; with it they are found as well. */
export function withoutLocale(path: string, locale: string): string {
  if (path === locale) return '';
  return path.startsWith(`${locale}/`) ? path.slice(locale.length + 1) : path;
}

/** What web answers of a page: forms, and pages of one person. */
export function isAnsweredByWeb(path: string): boolean {
  return path === 'subscribe' || path === 'unlock' || /^(subscriptions|access)\/[^/]+$/.test(path);
}

/** Said of an address, not of a document, so that a page with a lock does not tell which documents it has. */
export function isReadByPrograms(path: string): boolean {
  return path.startsWith('api/') || /\.[A-Za-z0-9]+$/.test(path);
}

export type PageAddress = { slug: string; rest: string };

const slugAddress = /^\/status\/([a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?)(?:\/(.*))?$/s;

/** `/status/<slug>` and what is below it. */
export function readPageAddress(path: string): PageAddress | null {
  const [, slug, rest] = slugAddress.exec(path) ?? [];
  return slug === undefined ? null : { slug, rest: rest ?? '' };
}

/** As names of hosts are compared: lower case, without port and without a dot at the end. */
export function readHostname(host: string): string {
  const lower = host.toLowerCase();
  const colon = lower.lastIndexOf(':');
  const name = colon > lower.lastIndexOf(']') && colon !== -1 ? lower.slice(0, colon) : lower;
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
