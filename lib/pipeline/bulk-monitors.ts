import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { ProductError } from '@/lib/core/errors';
import { toUuid } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import type { BulkAction } from '@/lib/monitors/constants';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { bulkMonitorsInput } from '@/lib/monitors/schema';
import { asReader } from '@/lib/pipeline/internal/as-reader';
import { pauseMany, resumeMany } from '@/lib/pipeline/internal/pause-many';
import { lockSchedules, selectOwnMonitors } from '@/lib/pipeline/internal/pause-queries';
import type { BulkMonitorsView } from '@/lib/pipeline/schema';

/** Pauses, resumes or deletes many at once: all of them or none. @throws ProductError `not_found` with the ids */
export async function bulkMonitors(ctx: Ctx, raw: unknown): Promise<BulkMonitorsView> {
  authorize(ctx, 'monitor.write');
  const { ids: given, action } = parseInput(bulkMonitorsInput, raw);
  const ids = [...new Set(given)];
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    await requireAll(inTx, given);
    return { action, ids, changed: await act(inTx, action, ids) };
  });
}

async function requireAll(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const limit = projectLimit(ctx);
  const uuids = ids.map(toUuid);
  const project = limit === null ? null : toUuid(limit);
  const own = new Set(await selectOwnMonitors(ctx.db, toUuid(ctx.organizationId), project, uuids));
  const errors = uuids.flatMap((uuid, index) =>
    own.has(uuid)
      ? []
      : [{ pointer: `/ids/${index}`, code: 'not_found', detail: 'there is no such monitor' }],
  );
  if (errors.length > 0) throw new ProductError('not_found', 'There is no such monitor.', { errors });
}

async function act(ctx: Ctx, action: BulkAction, ids: readonly string[]): Promise<number> {
  switch (action) {
    case 'pause':
      return pauseMany(ctx, ids.map(toUuid));
    case 'resume':
      return resumeMany(ctx, ids.map(toUuid));
    case 'delete':
      // First, as the pipeline does it: a deletion that locked the monitor first could wait for it in a circle.
      await lockSchedules(ctx.db, ids.map(toUuid));
      for (const id of [...ids].sort()) await deleteMonitor(asReader(ctx), { id });
      return ids.length;
  }
}
