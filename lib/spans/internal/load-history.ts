import type { Ctx } from '@/lib/access/context';
import { getMonitor } from '@/lib/monitors/get-monitor';
import type { MonitorView } from '@/lib/monitors/schema';
import { type SpanRow, selectCoveredUntil, selectSpans } from '@/lib/spans/queries';

export type History = {
  monitor: MonitorView;
  spans: SpanRow[];
  /** Past it the open span is unknown; null where it is known until now, as when paused. */
  coveredUntilMs: number | null;
};

export const maxSpans = 10_000;

/** @throws ProductError `not_found` */
export async function loadHistory(
  ctx: Ctx,
  monitorId: string,
  window: { from: Date; to: Date },
): Promise<History> {
  const monitor = await getMonitor(ctx, { id: monitorId });
  const spans = await selectSpans(ctx.db, ctx.organizationId, monitorId, window, maxSpans);
  const coveredUntil = monitor.paused ? null : await selectCoveredUntil(ctx.db, monitorId);
  return { monitor, spans, coveredUntilMs: coveredUntil?.getTime() ?? null };
}
