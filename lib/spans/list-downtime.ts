import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { type SpanRow, selectDownSpans } from '@/lib/spans/queries';
import { type DowntimeEvent, listDowntimeInput } from '@/lib/spans/schema';

const dayMs = 86_400_000;
const maxEvents = 1000;

/** The times a monitor was down in the last days, the latest first. @throws ProductError `not_found` */
export async function listDowntime(ctx: Ctx, raw: unknown): Promise<{ data: DowntimeEvent[] }> {
  authorize(ctx, 'monitor.read');
  const { monitor_id, days, region } = parseInput(listDowntimeInput, raw);
  await getMonitor(ctx, { id: monitor_id });
  const window = { from: new Date(ctx.now.getTime() - days * dayMs), to: ctx.now };
  const rows = await selectDownSpans(ctx.db, ctx.organizationId, monitor_id, window, maxEvents);
  const events = rows.map(toDowntimeEvent);
  return { data: region === undefined ? events : events.filter((event) => event.region === region) };
}

export function toDowntimeEvent(row: SpanRow): DowntimeEvent {
  const checks = row.reason['checks'];
  const first: unknown = Array.isArray(checks) ? checks[0] : undefined;
  const region = typeof first === 'object' && first !== null && 'region' in first ? first.region : null;
  return {
    started_at: row.startedAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
    region: typeof region === 'string' ? region : null,
    cause: row.cause,
  };
}
