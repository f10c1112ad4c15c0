import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { selectRegions } from '@/lib/regions/queries';
import { listRegionsInput, type RegionView } from '@/lib/regions/schema';

/** Where probers run or have run, in the order of their codes. */
export async function listRegions(ctx: Ctx, raw: unknown = {}): Promise<{ data: RegionView[] }> {
  authorize(ctx, 'monitor.read');
  parseInput(listRegionsInput, raw);
  const rows = await selectRegions(ctx.db);
  return {
    data: rows.map(({ code, lastSeenAt, blindSinceAt, sightedAt }) => ({
      code,
      last_seen_at: lastSeenAt.toISOString(),
      blind_since: blindSinceAt?.toISOString() ?? null,
      sighted_at: sightedAt?.toISOString() ?? null,
    })),
  };
}
