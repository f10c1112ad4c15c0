import type { Db } from '@/db/client';
import { ProductError } from '@/lib/core/errors';
import { freeSlug, toSlug } from '@/lib/projects/rules/slug';
import { reservedSlugs } from '@/lib/status-pages/constants';
import { selectSlugs } from '@/lib/status-pages/queries';

export function slugTaken(): ProductError {
  return new ProductError('conflict', 'That address belongs to another status page. Choose another one.', {
    errors: [{ pointer: '/slug', code: 'taken', detail: 'belongs to another status page' }],
  });
}

/** One that nobody has, made of a name. While the slugs are locked. */
export async function deriveSlug(db: Db, name: string): Promise<string> {
  const made = toSlug(name, 'status');
  const slug = made.length < 2 ? `status-${made}` : made;
  // A suffix may shorten the slug, so what is looked up is as short as a suffixed one can begin.
  const taken = await selectSlugs(db, slug.slice(0, 50));
  return freeSlug(slug, new Set([...taken, ...reservedSlugs]));
}
