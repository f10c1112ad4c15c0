import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { loadHeartbeat } from '@/lib/pings/internal/load-heartbeat';
import { selectRunTimes } from '@/lib/pings/queries';
import { typicalGapMs } from '@/lib/pings/rules/typical-gap';
import { getRunTimesInput, type RunTimesView } from '@/lib/pings/schema';
import { stepMs } from '@/lib/rollups/rules/merge-parts';

const minuteMs = 60_000;
const defaultWindowMs = 7 * 86_400_000;

/** How long the runs of a heartbeat took, by default of the last seven days. @throws ProductError `not_found`, `conflict`, `invalid` */
export async function getRunTimes(ctx: Ctx, raw: unknown): Promise<RunTimesView> {
  authorize(ctx, 'monitor.read');
  const input = parseInput(getRunTimesInput, raw);
  const { spec } = await loadHeartbeat(ctx, input.monitor_id);
  const to = input.to === undefined ? ctx.now : new Date(input.to);
  const from = input.from === undefined ? new Date(to.getTime() - defaultWindowMs) : new Date(input.from);
  const windowMs = to.getTime() - from.getTime();
  // A bucket shorter than the time between two runs would be empty more often than not.
  const gapMs = Math.ceil(typicalGapMs(spec.schedule, ctx.now.getTime()) / minuteMs) * minuteMs;
  const step = stepMs(windowMs, input.points, Math.max(minuteMs, gapMs));
  const rows = await selectRunTimes(ctx.db, input.monitor_id, { from, to }, step / 1000);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    bucket_seconds: step / 1000,
    buckets: rows.map(({ at_ms, ...bucket }) => ({ at: new Date(at_ms).toISOString(), ...bucket })),
  };
}
