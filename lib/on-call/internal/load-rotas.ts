import type { Db } from '@/db/client';
import { selectOverrides } from '@/lib/on-call/queries/overrides';
import type { ScheduleRow } from '@/lib/on-call/queries/schedules';
import { type Override, type Rota, toRota } from '@/lib/on-call/rules/rota';
import type { OnCallLayer } from '@/lib/on-call/schema';
import { layersOf, type Names, toOverride, userIdsOf } from '@/lib/on-call/view';
import { findMemberNames } from '@/lib/organizations/find-member-names';

export type LoadedRota = {
  row: ScheduleRow;
  layers: OnCallLayer[];
  rota: Rota;
  overrides: Override[];
};

/** What the rules need of each schedule for a time, and what the people in it are called; three statements at most. */
export async function loadRotas(
  db: Db,
  organizationId: string,
  rows: readonly ScheduleRow[],
  time: { from: Date; to: Date },
): Promise<{ rotas: LoadedRota[]; names: Names }> {
  const scheduleIds = rows.map((row) => row.id);
  const overrideRows = await selectOverrides(db, organizationId, scheduleIds, time);
  const parsed = rows.map((row) => ({ row, layers: layersOf(row) }));
  const userIds = new Set([
    ...parsed.flatMap(({ layers }) => userIdsOf(layers)),
    ...overrideRows.map((override) => override.userId),
  ]);
  const names = await findMemberNames(db, organizationId, [...userIds]);
  const rotas = parsed.map(({ row, layers }) => {
    return {
      row,
      layers,
      rota: toRota({ time_zone: row.timeZone, layers }, (userId) => names.has(userId)),
      overrides: overrideRows.filter(({ scheduleId }) => scheduleId === row.id).map(toOverride),
    };
  });
  return { rotas, names };
}
