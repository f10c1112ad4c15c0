import type { Db } from '@/db/client';
import { notifyChanges } from '@/lib/audit/notify-changes';
import type { ChangeNotice } from '@/lib/audit/rules/change-payloads';
import { fromUuid, newUuid } from '@/lib/core/ids';
import { toTiming } from '@/lib/maintenance/rules/to-timing';
import { nextWindow } from '@/lib/maintenance/rules/windows';
import {
  findCovered,
  findWronglyMarked,
  insertWindows,
  isAnyWindowActive,
  lockDueMaintenances,
  type MaintenanceRow,
  type NewWindow,
  type TurnedWindow,
  tryLockTurn,
  turnWindows,
} from '@/lib/pipeline/internal/maintenance-queries';
import { relayMonitors } from '@/lib/pipeline/internal/maintenance-spans';

export type TurnedMaintenance = { started: number; ended: number };

/** For tests that stop a process at its worst moments. */
export type TurnHooks = { beforeCommit?: () => Promise<void> };

const batchSize = 100;
/** Windows that were missed longer ago than this are not looked up one by one. */
const longAgoMs = 86_400_000;

/**
 * Begins and ends the windows whose time has come, at their instants, and marks the monitors they cover. Two processes at
 * once do it once; killed in the middle it has done nothing. What was missed while Stillup was away is laid afterwards
 * over the time in which checks went on; time nobody watched before a window was begun stays unknown.
 */
export async function turnMaintenance(db: Db, hooks: TurnHooks = {}): Promise<TurnedMaintenance> {
  const turned: TurnedMaintenance = { started: 0, ended: 0 };
  for (;;) {
    const batch = await db.transaction((tx) => turnBatch(tx, hooks));
    turned.started += count(batch, 'begun') + count(batch, 'missed');
    turned.ended += count(batch, 'ended') + count(batch, 'missed');
    // Also after a missed window: the next one of its maintenance may be due as well.
    if (batch.length < batchSize && !batch.some(({ turn }) => turn === 'missed')) return turned;
  }
}

function count(windows: readonly TurnedWindow[], turn: TurnedWindow['turn']): number {
  return windows.filter((window) => window.turn === turn).length;
}

async function turnBatch(tx: Db, hooks: TurnHooks): Promise<TurnedWindow[]> {
  const nowMs = await tryLockTurn(tx);
  if (nowMs === null) return [];
  const maintenances = await lockDueMaintenances(tx, batchSize);
  const windows =
    maintenances.length === 0
      ? []
      : await turnWindows(
          tx,
          maintenances.map(({ id }) => id),
        );
  if (windows.length === 0 && !(await isAnyWindowActive(tx))) return [];
  await layNextWindows(tx, maintenances, windows, nowMs);
  const organizations = [...new Set(maintenances.map(({ organization_id }) => organization_id))];
  const covered = await findCovered(
    tx,
    windows.map(({ id }) => id),
  );
  const wronglyMarked = await findWronglyMarked(tx, organizations);
  const changed = await relayMonitors(tx, { windows, covered, wronglyMarked, nowMs });
  await notifyChanges(tx, [
    ...maintenances.map(({ id, organization_id }): ChangeNotice => {
      const organizationId = fromUuid('org', organization_id);
      return { organizationId, topic: 'maintenances', id: fromUuid('mnt', id) };
    }),
    ...changed.map(
      ({ organizationUuid, monitorUuid }): ChangeNotice => ({
        organizationId: fromUuid('org', organizationUuid),
        topic: 'monitors',
        id: fromUuid('mon', monitorUuid),
      }),
    ),
  ]);
  await hooks.beforeCommit?.();
  return windows;
}

async function layNextWindows(
  tx: Db,
  maintenances: readonly MaintenanceRow[],
  windows: readonly TurnedWindow[],
  nowMs: number,
): Promise<void> {
  const rows = new Map(maintenances.map((row) => [row.id, row]));
  const begun = windows.filter(({ turn }) => turn !== 'ended');
  await insertWindows(
    tx,
    begun.flatMap(({ maintenance_id, ends_ms }): NewWindow[] => {
      const row = rows.get(maintenance_id);
      if (row === undefined || row.cancelled) return [];
      const timing = toTiming({
        startsAt: toDate(row.starts_ms),
        endsAt: toDate(row.ends_ms),
        schedule: row.schedule,
        durationMinutes: row.duration_minutes,
        untilAt: toDate(row.until_ms),
      });
      if (timing?.kind !== 'recurring') return [];
      const next = nextWindow(timing, Math.max(ends_ms, nowMs - longAgoMs) - 1);
      if (next === null) return [];
      const { organization_id } = row;
      return [
        {
          id: newUuid(nowMs),
          organizationUuid: organization_id,
          maintenanceUuid: maintenance_id,
          ...next,
        },
      ];
    }),
  );
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
