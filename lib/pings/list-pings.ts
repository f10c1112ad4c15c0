import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { ProductError } from '@/lib/core/errors';
import { instantInput } from '@/lib/core/instant-input';
import { decodeCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { loadHeartbeat } from '@/lib/pings/internal/load-heartbeat';
import { selectPings } from '@/lib/pings/queries';
import { getPingInput, listPingsInput, type PingView } from '@/lib/pings/schema';
import { toPingView } from '@/lib/pings/view';

/** The pings of a heartbeat, the latest first, without their bodies. @throws ProductError `not_found`, `conflict`, `invalid` */
export async function listPings(ctx: Ctx, raw: unknown): Promise<Page<PingView>> {
  authorize(ctx, 'monitor.read');
  const { monitor_id, kind, from, to, limit, cursor } = parseInput(listPingsInput, raw);
  await loadHeartbeat(ctx, monitor_id);
  const filter = {
    kind,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
  const rows = await selectPings(ctx.db, monitor_id, filter, { limit, before: toPosition(cursor) });
  return toPage(rows, limit, (row) => [row.receivedAt.toISOString(), String(row.n)], toPingView);
}

function toPosition(cursor: string | undefined): { receivedAt: Date; n: number } | null {
  if (cursor === undefined) return null;
  const [at, n] = decodeCursor(cursor, ['instant', 'text']);
  const number = getPingInput.shape.n.safeParse(n);
  if (!number.success) throw new ProductError('invalid', 'The cursor is not valid.');
  return { receivedAt: new Date(parseInput(instantInput, at)), n: number.data };
}
