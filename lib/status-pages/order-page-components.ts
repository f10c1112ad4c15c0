import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { findPageComponents } from '@/lib/status-pages/find-page-components';
import { type Place, placeComponents } from '@/lib/status-pages/internal/component-queries';
import { holdPage } from '@/lib/status-pages/internal/hold-page';
import { markPage } from '@/lib/status-pages/mark-page';
import { type OrderFault, placesOf } from '@/lib/status-pages/rules/component-order';
import { orderPageComponentsInput, type PageComponentView } from '@/lib/status-pages/schema';
import { toComponentView } from '@/lib/status-pages/view';

/**
 * The whole order at once: every component of the page stands in it once.
 * @throws ProductError `not_found`, `invalid`, `conflict` where the page has other components by now
 */
export async function orderPageComponents(ctx: Ctx, raw: unknown): Promise<{ data: PageComponentView[] }> {
  authorize(ctx, 'status_page.write');
  const { page_id, order } = parseInput(orderPageComponentsInput, raw);
  return ctx.db.transaction(async (db) => {
    await holdPage({ ...ctx, db }, page_id);
    const present = await findPageComponents(db, page_id);
    const places = placesOf(present, order);
    if (!Array.isArray(places)) throw toError(places);
    if (isMoved(present, places)) {
      await placeComponents(db, page_id, places);
      const action = 'status_page.components_ordered';
      await writeAudit(ctx, db, { action, targetId: page_id, detail: { count: places.length } });
      await markPage(db, page_id);
    }
    return { data: (await findPageComponents(db, page_id)).map(toComponentView) };
  });
}

function isMoved(present: readonly Place[], places: readonly Place[]): boolean {
  const before = new Map(present.map((one) => [one.id, one]));
  return places.some(({ id, groupId, position }) => {
    const was = before.get(id);
    return was?.groupId !== groupId || was.position !== position;
  });
}

function toError(fault: OrderFault): ProductError {
  switch (fault.kind) {
    case 'other_components':
      return new ProductError(
        'conflict',
        'The components of the page were changed meanwhile. Load them again, then order them.',
      );
    case 'twice':
      return invalidField(fault.pointer, 'stands in the order twice');
    case 'no_group':
      return invalidField(fault.pointer, 'only a group holds components');
    case 'group_in_group':
      return invalidField(fault.pointer, 'a group holds no groups');
  }
}
