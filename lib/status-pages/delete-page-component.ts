import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import {
  deleteComponentRow,
  placeComponents,
  selectComponents,
} from '@/lib/status-pages/internal/component-queries';
import { holdPage } from '@/lib/status-pages/internal/hold-page';
import { markPage } from '@/lib/status-pages/mark-page';
import { placesWithout } from '@/lib/status-pages/rules/component-order';
import { pageComponentRef } from '@/lib/status-pages/schema';

/** What stands in a group moves to its place. @throws ProductError `not_found` */
export async function deletePageComponent(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'status_page.write');
  const { page_id, id } = parseInput(pageComponentRef, raw);
  return ctx.db.transaction(async (db) => {
    await holdPage({ ...ctx, db }, page_id);
    const present = await selectComponents(db, page_id);
    const gone = present.find((one) => one.id === id);
    if (gone === undefined) throw notFound('component');
    await placeComponents(db, page_id, placesWithout(present, id));
    await deleteComponentRow(db, id);
    const detail = { page_id, name: gone.name };
    await writeAudit(ctx, db, { action: 'page_component.deleted', targetId: id, detail });
    await markPage(db, page_id);
    return { id };
  });
}
