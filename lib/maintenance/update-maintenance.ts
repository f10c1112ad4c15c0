import type { z } from 'zod';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { coverMonitors } from '@/lib/maintenance/internal/cover-monitors';
import { holdMaintenance, loadMaintenance } from '@/lib/maintenance/internal/load-maintenance';
import { settleTiming, toTimingColumns } from '@/lib/maintenance/internal/settle-timing';
import {
  endRunningWindow,
  layWindow,
  type StoredMaintenance,
  selectNowMs,
  updateMaintenanceRow,
} from '@/lib/maintenance/queries';
import { nextWindow, type Timing } from '@/lib/maintenance/rules/windows';
import { type MaintenanceView, updateMaintenanceInput, type WhenInput } from '@/lib/maintenance/schema';

type Patch = z.output<typeof updateMaintenanceInput>;

/**
 * Other monitors or other times; those it covers follow within a second. Of a one-off that runs only the end can change,
 * of a recurring one that runs the windows after this one do.
 * @throws ProductError `invalid`, `not_found`, `conflict` (over, cancelled)
 */
export async function updateMaintenance(ctx: Ctx, raw: unknown): Promise<MaintenanceView> {
  authorize(ctx, 'maintenance.write');
  const patch = parseInput(updateMaintenanceInput, raw);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const stored = await holdMaintenance(inTx, patch.id);
    const before = await loadMaintenance(inTx, patch.id);
    if (before.status === 'cancelled' || stored.cancelledAt !== null) {
      throw new ProductError('conflict', 'This maintenance was cancelled. Plan a new one.');
    }
    if (before.status === 'completed') {
      throw new ProductError('conflict', 'This maintenance is over. Plan a new one.');
    }
    await updateMaintenanceRow(db, patch.id, {
      ...(patch.title === undefined ? {} : { title: patch.title }),
      ...(patch.description === undefined ? {} : { description: patch.description }),
      ...(patch.is_announced === undefined ? {} : { isAnnounced: patch.is_announced }),
      updatedAt: ctx.now,
    });
    await changeCover(inTx, stored, patch);
    if (patch.when !== undefined) await changeTime(inTx, stored, before, patch.when);
    const fields = Object.keys(patch).filter((field) => field !== 'id');
    await writeAudit(ctx, db, { action: 'maintenance.updated', targetId: patch.id, detail: { fields } });
    return loadMaintenance(inTx, patch.id);
  });
}

async function changeCover(ctx: Ctx, stored: StoredMaintenance, patch: Patch): Promise<void> {
  if (patch.covers_project === undefined && patch.monitor_ids === undefined) return;
  const coversProject = patch.covers_project ?? (patch.monitor_ids === undefined && stored.coversProject);
  const monitorIds = patch.monitor_ids ?? [];
  if (coversProject === monitorIds.length > 0) {
    const detail = coversProject
      ? 'must be empty where the project is covered'
      : 'expected at least one monitor where the project is not covered';
    throw invalidField('/monitor_ids', detail);
  }
  await updateMaintenanceRow(ctx.db, stored.id, { coversProject });
  await coverMonitors(ctx, stored, monitorIds);
}

async function changeTime(
  ctx: Ctx,
  stored: StoredMaintenance,
  { when: before, current_window: current }: MaintenanceView,
  wanted: WhenInput,
): Promise<void> {
  const nowMs = await selectNowMs(ctx.db);
  if (current === null || before.kind === 'recurring') {
    if (current !== null && wanted.kind !== 'recurring') {
      throw new ProductError('conflict', 'A window runs. End it before this becomes a one-off.');
    }
    await layAnew(ctx, stored, settleTiming(wanted, nowMs), nowMs);
    return;
  }
  if (wanted.kind !== 'once' || Date.parse(wanted.starts_at) !== Date.parse(before.starts_at)) {
    throw new ProductError('conflict', 'It has begun: only its end can be changed.');
  }
  const endsAt = new Date(wanted.ends_at);
  // Not by the whole timing: the start of one that runs lies in the past.
  settleTiming({ ...wanted, starts_at: new Date(nowMs).toISOString() }, nowMs);
  await updateMaintenanceRow(ctx.db, stored.id, { endsAt });
  await endRunningWindow(ctx.db, stored.id, endsAt);
}

async function layAnew(ctx: Ctx, stored: StoredMaintenance, timing: Timing, nowMs: number): Promise<void> {
  await updateMaintenanceRow(ctx.db, stored.id, toTimingColumns(timing));
  const { organizationId, id: maintenanceId } = stored;
  await layWindow(ctx.db, { organizationId, maintenanceId }, nextWindow(timing, nowMs - 1));
}
