import type { Db } from '@/db/client';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { maxComponents } from '@/lib/status-pages/constants';
import {
  holdMonitors,
  insertComponents,
  type StoredComponent,
  selectComponents,
} from '@/lib/status-pages/internal/component-queries';
import { holdPage } from '@/lib/status-pages/internal/hold-page';
import { markPage } from '@/lib/status-pages/mark-page';
import type { StoredPage } from '@/lib/status-pages/queries';
import { createPageComponentInput, type PageComponentView } from '@/lib/status-pages/schema';
import { toComponentView } from '@/lib/status-pages/view';

type Input = ReturnType<typeof createPageComponentInput.parse>;

/**
 * At the end of the page, or of its group.
 * @throws ProductError `not_found` (page, monitor, group), `conflict` where the monitor is on the page or the page is full
 */
export async function createPageComponent(ctx: Ctx, raw: unknown): Promise<PageComponentView> {
  authorize(ctx, 'status_page.write');
  const input = parseInput(createPageComponentInput, raw);
  return ctx.db.transaction(async (db) => {
    const page = await holdPage({ ...ctx, db }, input.page_id);
    const present = await selectComponents(db, page.id);
    if (present.length >= maxComponents) {
      throw new ProductError('conflict', `A page holds at most ${maxComponents} components.`);
    }
    const groupId = input.kind === 'group' ? null : input.group_id;
    if (groupId !== null && !present.some(({ id, kind }) => id === groupId && kind === 'group')) {
      throw notFound('group on this page');
    }
    const siblings = present.filter((one) => one.groupId === groupId);
    const [row] = await insertComponents(db, [
      {
        id: newId('cmp', ctx.now.getTime()),
        organizationId: ctx.organizationId,
        pageId: page.id,
        groupId,
        description: input.description,
        position: Math.max(-1, ...siblings.map(({ position }) => position)) + 1,
        ...(await ownFields(db, page, input)),
        createdAt: ctx.now,
        updatedAt: ctx.now,
      },
    ]);
    if (row === undefined) throw isShown();
    const detail = { page_id: page.id, name: row.name };
    await writeAudit(ctx, db, { action: 'page_component.created', targetId: row.id, detail });
    await markPage(db, page.id);
    return toComponentView(row);
  });
}

type OwnFields = Pick<StoredComponent, 'kind' | 'name' | 'showsHistory'> & Partial<StoredComponent>;

/** What a component of its kind has. */
async function ownFields(db: Db, page: StoredPage, input: Input): Promise<OwnFields> {
  switch (input.kind) {
    case 'group':
      return { kind: 'group', name: input.name, showsHistory: false };
    case 'static':
      return {
        kind: 'static',
        name: input.name,
        showsHistory: false,
        manualStatus: input.manual_status,
        isOnlyShownIfDegraded: input.is_only_shown_if_degraded,
      };
    case 'monitor': {
      const name = (await holdMonitors(db, page.projectId, [input.monitor_id])).get(input.monitor_id);
      if (name === undefined) throw notFound('monitor in this project');
      return {
        kind: 'monitor',
        monitorId: input.monitor_id,
        name: input.name ?? name.slice(0, 120),
        isOnlyShownIfDegraded: input.is_only_shown_if_degraded,
        showsHistory: input.shows_history,
        showsResponseTimes: input.shows_response_times,
      };
    }
  }
}

function isShown(): ProductError {
  return new ProductError('conflict', 'The page shows this monitor already.', {
    errors: [{ pointer: '/monitor_id', code: 'taken', detail: 'is on the page already' }],
  });
}
