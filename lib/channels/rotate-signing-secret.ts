import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { type ChannelDeps, channelDeps } from '@/lib/channels/channel-deps';
import { openSecrets, sealSecrets } from '@/lib/channels/internal/sealed-secrets';
import { lockChannelRow, updateChannelRow } from '@/lib/channels/queries';
import { rotateSecrets } from '@/lib/channels/rules/signing-secrets';
import { type CreatedChannelView, channelRef } from '@/lib/channels/schema';
import { toChannelView } from '@/lib/channels/view';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { notifiers } from '@/lib/notifiers/registry';
import { newSigningSecret } from '@/lib/notifiers/webhook/sign';

/**
 * For a day messages carry two signatures, by the new secret and by the one it replaces.
 * @throws ProductError `not_found`, `conflict` for a channel that signs nothing
 */
export async function rotateSigningSecret(
  ctx: Ctx,
  raw: unknown,
  deps: ChannelDeps = channelDeps(),
): Promise<CreatedChannelView> {
  authorize(ctx, 'channel.write');
  const { id } = parseInput(channelRef, raw);
  return ctx.db.transaction(async (db) => {
    const row = await lockChannelRow(db, ctx.organizationId, id);
    const limit = projectLimit(ctx);
    if (row === null || (limit !== null && row.projectId !== limit)) throw notFound('channel');
    if (!notifiers[row.type].isSigned) throw new ProductError('conflict', 'This channel signs no messages.');
    const secrets = openSecrets(deps.sealer, row);
    const next = newSigningSecret();
    const signing = rotateSecrets(secrets.signing, next, ctx.now);
    const updated = await updateChannelRow(db, ctx.organizationId, id, {
      secrets: sealSecrets(deps.sealer, row, { ...secrets, signing }),
      updatedAt: ctx.now,
    });
    if (updated === null) throw notFound('channel');
    await writeAudit(ctx, db, { action: 'channel.signing_secret_rotated', targetId: id });
    return { ...toChannelView(updated), signing_secret: next };
  });
}
