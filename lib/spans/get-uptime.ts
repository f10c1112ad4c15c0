import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { loadHistory } from '@/lib/spans/internal/load-history';
import { measureUptime } from '@/lib/spans/rules/measure-uptime';
import { getUptimeInput, type UptimeView } from '@/lib/spans/schema';

const dayMs = 86_400_000;

/** Over the last days, or since the monitor was made or its imported history began. @throws ProductError `not_found` */
export async function getUptime(ctx: Ctx, raw: unknown): Promise<UptimeView> {
  authorize(ctx, 'monitor.read');
  const { monitor_id, days } = parseInput(getUptimeInput, raw);
  const nowMs = ctx.now.getTime();
  const from = new Date(nowMs - days * dayMs);
  const { monitor, spans, coveredUntilMs } = await loadHistory(ctx, monitor_id, { from, to: ctx.now });
  const { fromMs, ...uptime } = measureUptime({
    spans: spans.map(({ state, startedAt, endedAt }) => ({
      state,
      startedAtMs: startedAt.getTime(),
      endedAtMs: endedAt?.getTime() ?? null,
    })),
    createdMs: Date.parse(monitor.created_at),
    coveredUntilMs,
    window: { fromMs: from.getTime(), nowMs },
  });
  return {
    from: new Date(fromMs).toISOString(),
    to: ctx.now.toISOString(),
    uptime_ratio: uptime.uptimeRatio,
    coverage_ratio: uptime.coverageRatio,
    downtime_seconds: toSeconds(uptime.downMs),
    degraded_seconds: toSeconds(uptime.degradedMs),
    incidents: uptime.outages.length,
    longest_outage_seconds: toSeconds(uptime.longestOutageMs),
    mttr_seconds: uptime.mttrMs === null ? null : toSeconds(uptime.mttrMs),
    mtbf_seconds: uptime.mtbfMs === null ? null : toSeconds(uptime.mtbfMs),
  };
}

function toSeconds(ms: number): number {
  return Math.round(ms / 1000);
}
