import type { Db } from '@/db/client';
import { invalidField } from '@/lib/core/errors';
import { findPageComponents } from '@/lib/status-pages/find-page-components';

/** What of these stands on the page; null, which is all of them, where nothing of it does. */
export async function keepOwnComponents(
  db: Db,
  pageId: string,
  ids: readonly string[] | null,
): Promise<string[] | null> {
  if (ids === null) return null;
  const own = new Set((await findPageComponents(db, pageId)).map(({ id }) => id));
  const kept = [...new Set(ids)].filter((id) => own.has(id));
  return kept.length === 0 ? null : kept;
}

/** @throws ProductError `invalid` where one is not of the page */
export async function requireOwnComponents(
  db: Db,
  pageId: string,
  ids: readonly string[] | null,
): Promise<string[] | null> {
  const kept = await keepOwnComponents(db, pageId, ids);
  if (ids === null || kept?.length === new Set(ids).size) return kept;
  throw invalidField('/component_ids', 'names what is not on this page', 'unknown');
}
