import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { type History, loadHistory } from '@/lib/spans/internal/load-history';
import type { SpanRow } from '@/lib/spans/queries';
import { listSpansInput, type SpanView } from '@/lib/spans/schema';

const dayMs = 86_400_000;

/** The life of a monitor in a window (by default the last day), ascending and without a hole. @throws ProductError `not_found` */
export async function listSpans(ctx: Ctx, raw: unknown): Promise<{ data: SpanView[] }> {
  authorize(ctx, 'monitor.read');
  const input = parseInput(listSpansInput, raw);
  const to = input.to === undefined ? ctx.now : new Date(input.to);
  const from = input.from === undefined ? new Date(to.getTime() - dayMs) : new Date(input.from);
  const history = await loadHistory(ctx, input.monitor_id, { from, to });
  return { data: history.spans.flatMap((row) => toViews(row, history, ctx.now)) };
}

/** An open span ends where nobody vouches for it any more; what follows is unknown. Maintenance was announced. */
function toViews(row: SpanRow, { coveredUntilMs }: History, now: Date): SpanView[] {
  const view: SpanView = {
    state: row.state,
    started_at: row.startedAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
    cause: row.cause,
    reason: row.reason as SpanView['reason'],
  };
  const isStale = row.endedAt === null && coveredUntilMs !== null && coveredUntilMs < now.getTime();
  if (!isStale || row.state === 'unknown' || row.state === 'maintenance') return [view];
  const knownUntil = new Date(Math.max(row.startedAt.getTime(), coveredUntilMs ?? 0)).toISOString();
  return [
    { ...view, ended_at: knownUntil },
    { state: 'unknown', started_at: knownUntil, ended_at: null, cause: null, reason: null },
  ];
}
