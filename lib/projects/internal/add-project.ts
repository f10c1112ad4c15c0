import type { Db } from '@/db/client';
import { newPingKey } from '@/lib/access/tokens';
import { ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { insertProject, lockSlugs, type ProjectRow, selectSlugs } from '@/lib/projects/queries';
import { freeSlug, toSlug } from '@/lib/projects/rules/slug';

export function slugTaken(): ProductError {
  return new ProductError('conflict', 'There is a project of that slug already.', {
    errors: [{ pointer: '/slug', code: 'taken', detail: 'belongs to another project' }],
  });
}

/** A slug that was asked for is taken or refused; one that follows from the name gives way to those that exist. */
export async function addProject(
  db: Db,
  input: { organizationId: string; name: string; slug: string | undefined; now: Date },
): Promise<ProjectRow> {
  const { organizationId, name, now } = input;
  await lockSlugs(db, organizationId);
  const row = await insertProject(db, {
    id: newId('prj', now.getTime()),
    organizationId,
    name,
    slug: input.slug ?? (await deriveSlug(db, organizationId, name)),
    pingKey: newPingKey(),
    createdAt: now,
    updatedAt: now,
  });
  if (row === null) throw slugTaken();
  return row;
}

async function deriveSlug(db: Db, organizationId: string, name: string): Promise<string> {
  const slug = toSlug(name);
  // A suffix may shorten the slug, so what is looked up is as short as a suffixed one can begin.
  const taken = await selectSlugs(db, organizationId, slug.slice(0, 50));
  return freeSlug(slug, new Set(taken));
}
