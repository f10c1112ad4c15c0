export const slugMaxLength = 60;
/** Lower-case letters, digits and single dashes between them. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A slug for a name; `fallback` where nothing of the name can stand in one. */
export function toSlug(name: string, fallback = 'project'): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, slugMaxLength)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? fallback : slug;
}

/** The slug itself, or the first of `slug-2`, `slug-3`, … that nobody has. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  let candidate = slug;
  for (let suffix = 2; taken.has(candidate); suffix += 1) {
    const tail = `-${suffix}`;
    candidate = `${slug.slice(0, slugMaxLength - tail.length).replace(/-+$/, '')}${tail}`;
  }
  return candidate;
}
