import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { deleteSuppressions } from '@/lib/alerting/queries/suppressions';
import { liftSuppressionInput } from '@/lib/alerting/schema';
import { writeAudit } from '@/lib/audit/write-audit';
import { getChannel } from '@/lib/channels/get-channel';
import { parseInput } from '@/lib/core/parse';

/**
 * The address gets mail of this channel again. One that bounced or complained was struck off for the whole
 * organization, and is let in again for all of it. Twice is once. @throws ProductError `not_found`
 */
export async function liftSuppression(ctx: Ctx, raw: unknown): Promise<{ address: string }> {
  authorize(ctx, 'channel.write');
  const { id, address: given } = parseInput(liftSuppressionInput, raw);
  const address = given.toLowerCase();
  await getChannel(ctx, { id });
  return ctx.db.transaction(async (db) => {
    const { organizationId } = ctx;
    if ((await deleteSuppressions(db, { id, organizationId }, address)) > 0) {
      await writeAudit(ctx, db, { action: 'channel.suppression_lifted', targetId: id, detail: { address } });
    }
    return { address };
  });
}
