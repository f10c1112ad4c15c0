import type { Db } from '@/db/client';
import { loadRotas } from '@/lib/on-call/internal/load-rotas';
import { selectSchedules } from '@/lib/on-call/queries/schedules';
import { onCallAt } from '@/lib/on-call/rules/on-call';

/**
 * The ids of the users who are on call at an instant, by schedule; empty where nobody is. A schedule that does not
 * exist is not in the answer. For whoever sends alerts: it asks for no permission.
 */
export async function findOnCallUsers(
  db: Db,
  organizationId: string,
  scheduleIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (scheduleIds.length === 0) return new Map();
  const rows = await selectSchedules(db, organizationId, scheduleIds);
  const time = { from: at, to: new Date(at.getTime() + 1) };
  const { rotas } = await loadRotas(db, organizationId, rows, time);
  return new Map(rotas.map(({ row, rota, overrides }) => [row.id, onCallAt(rota, overrides, at.getTime())]));
}
