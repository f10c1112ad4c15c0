import type { Db } from '@/db/client';
import { fromUuid } from '@/lib/core/ids';
import { selectProjectHistograms } from '@/lib/rollups/queries';
import { quantileUs } from '@/lib/rollups/rules/latency-buckets';

/** Hours are kept for eight days; whatever reaches further back is read from days. */
const hoursReachMs = 8 * 86_400_000;

/**
 * The 95th percentile of the answers of each monitor of a project, in milliseconds; those without one are left out.
 * At the edges of the window it is as exact as an hour, or a day where it is longer than a week. Asks no permission.
 */
export async function findProjectP95s(
  db: Db,
  projectId: string,
  window: { from: Date; to: Date },
): Promise<Map<string, number>> {
  const rollup = window.to.getTime() - window.from.getTime() < hoursReachMs ? 'hours' : 'days';
  const rows = await selectProjectHistograms(db, rollup, { ...window, projectId });
  return new Map(
    rows.flatMap(({ monitor_id, histogram }) => {
      const us = quantileUs(histogram, 0.95);
      return us === null ? [] : [[fromUuid('mon', monitor_id), us / 1000] as const];
    }),
  );
}
