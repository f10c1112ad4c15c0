import { toSlug } from '@/lib/projects/rules/slug';

/** What the address of a page of this name would be; empty while there is no name. The server may add a number. */
export function proposedSlug(name: string): string {
  if (name.trim() === '') return '';
  const slug = toSlug(name, 'status');
  return slug.length < 2 ? `status-${slug}` : slug;
}

/** As an address is typed: what cannot stand in it becomes a dash. */
export function typedSlug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 60);
}
