/**
 * What a document may load and run: its own styles by their hashes, files of its own origin, nothing else.
 * Source: Content Security Policy Level 3.
 */
export async function contentPolicy(
  styles: readonly string[],
  { hasScript, isFramable }: { hasScript: boolean; isFramable: boolean },
): Promise<string> {
  const hashes = await Promise.all(styles.map(hashOf));
  return [
    "default-src 'none'",
    `style-src ${hashes.map((hash) => `'sha256-${hash}'`).join(' ')}`,
    ...(hasScript ? ["script-src 'self'", "connect-src 'self'"] : []),
    "img-src 'self' data:",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${isFramable ? '*' : "'none'"}`,
  ].join('; ');
}

const known = new Map<string, Promise<string>>();

function hashOf(text: string): Promise<string> {
  let hash = known.get(text);
  if (hash === undefined) {
    hash = crypto.subtle
      .digest('SHA-256', new TextEncoder().encode(text))
      .then((bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))));
    if (known.size > 500) known.clear();
    known.set(text, hash);
  }
  return hash;
}
