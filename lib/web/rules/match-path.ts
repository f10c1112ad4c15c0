export type PathMatch =
  | { kind: 'match'; params: Record<string, string> }
  | { kind: 'no_match' }
  | { kind: 'malformed' };

/**
 * Matches `/monitors/{id}` and decodes its parameters; `malformed` when percent-encoding is broken. One slash at the end
 * makes no difference, and nobody is redirected for it.
 */
export function matchPath(template: string, path: string): PathMatch {
  const wanted = template.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  if (wanted.length !== given.length) return { kind: 'no_match' };
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== value) return { kind: 'no_match' };
      continue;
    }
    const decoded = decode(value);
    if (decoded === null) return { kind: 'malformed' };
    params[part.slice(1, -1)] = decoded;
  }
  return { kind: 'match', params };
}

/** The names in braces, in order. */
export function paramNames(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
