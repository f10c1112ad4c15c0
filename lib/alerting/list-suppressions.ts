import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { selectSuppressions } from '@/lib/alerting/queries/suppressions';
import type { SuppressionView } from '@/lib/alerting/schema';
import { getChannel } from '@/lib/channels/get-channel';
import { channelRef } from '@/lib/channels/schema';
import { parseInput } from '@/lib/core/parse';

/** Addresses of a channel that get no mail of it, and why. @throws ProductError `not_found` */
export async function listSuppressions(ctx: Ctx, raw: unknown): Promise<{ data: SuppressionView[] }> {
  authorize(ctx, 'channel.read');
  const { id } = parseInput(channelRef, raw);
  const { type, config } = await getChannel(ctx, { id });
  if (type !== 'email') return { data: [] };
  const to = Array.isArray(config['to']) ? config['to'].map((address) => String(address).toLowerCase()) : [];
  const { organizationId } = ctx;
  const rows = await selectSuppressions(ctx.db, { id, organizationId }, to);
  return {
    data: rows.map(({ address, reason, detail, createdAt }) => ({
      address,
      reason,
      detail,
      created_at: createdAt.toISOString(),
    })),
  };
}
