const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A name as DNS and `Host` headers have it: lower case, Punycode, no dot at its end. Null for what is no public kind of name: an
 * address, a single label, a wildcard, a URL or a port with it.
 */
export function normalizeHostname(raw: string): string | null {
  const text = raw.trim().replace(/\.$/, '');
  // Whatever a URL would read as something else than its host.
  if (text === '' || text.length > 1000 || /[\s/\\:@?#%*[\]_]/.test(text)) return null;
  if (!URL.canParse(`http://${text}/`)) return null;
  const { hostname } = new URL(`http://${text}/`);
  const labels = hostname.split('.');
  const isName = hostname.length <= 253 && labels.length >= 2 && labels.every((part) => label.test(part));
  // A last label of digits makes an IPv4 address of it.
  return isName && /[a-z]/.test(labels.at(-1) ?? '') ? hostname : null;
}
