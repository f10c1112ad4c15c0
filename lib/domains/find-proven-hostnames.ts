import type { Db } from '@/db/client';
import { selectProvenHostnames } from '@/lib/domains/queries';

/** The name a page is told by: of its own that are proven, the one that was first. No permission is asked. */
export async function findProvenHostname(db: Db, pageId: string): Promise<string | null> {
  return (await findProvenHostnames(db, [pageId])).get(pageId)?.[0] ?? null;
}

/** By page, the oldest proof first; pages without one are left out. */
export async function findProvenHostnames(
  db: Db,
  pageIds: readonly string[],
): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  for (const { pageId, hostname } of await selectProvenHostnames(db, pageIds)) {
    names.set(pageId, [...(names.get(pageId) ?? []), hostname]);
  }
  return names;
}
