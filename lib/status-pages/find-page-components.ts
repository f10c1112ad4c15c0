import type { Db } from '@/db/client';
import { type StoredComponent, selectComponents } from '@/lib/status-pages/internal/component-queries';
import { inPageOrder } from '@/lib/status-pages/rules/component-order';

export type PageComponent = StoredComponent;

/** For later rooms, which have asked for a permission. Groups, each followed by what stands in it. */
export async function findPageComponents(db: Db, pageId: string): Promise<PageComponent[]> {
  return inPageOrder(await selectComponents(db, pageId));
}
