import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { loadHeartbeat } from '@/lib/pings/internal/load-heartbeat';
import { findPing } from '@/lib/pings/queries';
import { getPingInput, type PingDetailView } from '@/lib/pings/schema';
import { toPingDetail } from '@/lib/pings/view';

/** One ping by its number, with what it brought along. @throws ProductError `not_found`, `conflict` */
export async function getPing(ctx: Ctx, raw: unknown): Promise<PingDetailView> {
  authorize(ctx, 'monitor.read');
  const { monitor_id, n } = parseInput(getPingInput, raw);
  await loadHeartbeat(ctx, monitor_id);
  const found = await findPing(ctx.db, monitor_id, n);
  if (found === null) throw notFound('ping');
  return toPingDetail(found.ping, found.body);
}
