import { isDeepStrictEqual } from 'node:util';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { type FieldError, notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import type { ComponentKind } from '@/lib/status-pages/constants';
import {
  lockComponent,
  type StoredComponent,
  updateComponentRow,
} from '@/lib/status-pages/internal/component-queries';
import { holdPage } from '@/lib/status-pages/internal/hold-page';
import { markPage } from '@/lib/status-pages/mark-page';
import { type PageComponentView, updatePageComponentInput } from '@/lib/status-pages/schema';
import { toComponentView } from '@/lib/status-pages/view';

type Patch = Omit<ReturnType<typeof updatePageComponentInput.parse>, 'page_id' | 'id'>;

/** Its place changes by the order of the page. @throws ProductError `not_found`, `invalid` where its kind has no such field */
export async function updatePageComponent(ctx: Ctx, raw: unknown): Promise<PageComponentView> {
  authorize(ctx, 'status_page.write');
  const { page_id, id, ...patch } = parseInput(updatePageComponentInput, raw);
  return ctx.db.transaction(async (db) => {
    await holdPage({ ...ctx, db }, page_id);
    const stored = await lockComponent(db, page_id, id);
    if (stored === null) throw notFound('component');
    refuseStrangeFields(stored.kind, patch);
    const before = editableOf(stored);
    const after = {
      name: patch.name ?? before.name,
      description: patch.description ?? before.description,
      manualStatus: patch.manual_status ?? before.manualStatus,
      isOnlyShownIfDegraded: patch.is_only_shown_if_degraded ?? before.isOnlyShownIfDegraded,
      showsHistory: patch.shows_history ?? before.showsHistory,
      showsResponseTimes: patch.shows_response_times ?? before.showsResponseTimes,
    };
    if (isDeepStrictEqual(before, after)) return toComponentView(stored);
    const row = await updateComponentRow(db, id, { ...after, updatedAt: ctx.now });
    const changed = fieldsOf(patch);
    const detail = { page_id, name: row.name, changed };
    await writeAudit(ctx, db, { action: 'page_component.updated', targetId: id, detail });
    await markPage(db, page_id);
    return toComponentView(row);
  });
}

function editableOf(row: StoredComponent) {
  const { name, description, manualStatus, isOnlyShownIfDegraded, showsHistory, showsResponseTimes } = row;
  return { name, description, manualStatus, isOnlyShownIfDegraded, showsHistory, showsResponseTimes };
}

const strange: Record<ComponentKind, readonly (keyof Patch)[]> = {
  monitor: ['manual_status'],
  static: ['shows_history', 'shows_response_times'],
  group: ['manual_status', 'is_only_shown_if_degraded', 'shows_history', 'shows_response_times'],
};

function fieldsOf(patch: Patch): (keyof Patch)[] {
  return (Object.keys(patch) as (keyof Patch)[]).filter((field) => patch[field] !== undefined);
}

function refuseStrangeFields(kind: ComponentKind, patch: Patch): void {
  const errors = fieldsOf(patch)
    .filter((field) => strange[kind].includes(field))
    .map((field): FieldError => ({ pointer: `/${field}`, code: 'unrecognized', detail: whyNot[kind] }));
  if (errors[0] === undefined) return;
  throw new ProductError('invalid', `${errors[0].pointer}: ${errors[0].detail}`, { errors });
}

const whyNot: Record<ComponentKind, string> = {
  monitor: 'its monitor says its status',
  static: 'no monitor watches it',
  group: 'a group shows what stands in it',
};
