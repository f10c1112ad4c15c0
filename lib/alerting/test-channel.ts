import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { attemptDelivery } from '@/lib/alerting/internal/attempt-delivery';
import { finishAttempt, recordAttempts } from '@/lib/alerting/internal/record-attempt';
import { findChannelProject, findDeliveryRow, insertTestDelivery } from '@/lib/alerting/queries/ledger';
import type { ChannelTestView } from '@/lib/alerting/schema';
import { type SenderDeps, senderDeps } from '@/lib/alerting/sender-deps';
import { writeAudit } from '@/lib/audit/write-audit';
import { channelRef } from '@/lib/channels/schema';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { testMessage } from '@/lib/notifiers/rules/test-message';

/**
 * Really sends, once, to a channel that is switched off as well, and tells what the receiver said. It stands in the
 * ledger like any delivery. Takes up to ten seconds (mail: thirty), so not for within a transaction.
 * @throws ProductError `not_found`
 */
export async function testChannel(
  ctx: Ctx,
  raw: unknown,
  deps: SenderDeps = senderDeps(ctx.db),
): Promise<ChannelTestView> {
  authorize(ctx, 'channel.write');
  const { id: channelId } = parseInput(channelRef, raw);
  const id = newId('dlv', ctx.now.getTime());
  const claimed = await ctx.db.transaction(async (db) => {
    const projectId = await findChannelProject(db, ctx.organizationId, channelId);
    const limit = projectLimit(ctx);
    if (projectId === null || (limit !== null && projectId !== limit)) throw notFound('channel');
    const message = testMessage(ctx.now, projectId);
    const { organizationId, now: createdAt } = ctx;
    await insertTestDelivery(db, { id, organizationId, channelId, message, createdAt });
    await writeAudit(ctx, db, { action: 'channel.tested', targetId: channelId, detail: { delivery_id: id } });
    return findDeliveryRow(db, organizationId, id);
  });
  if (claimed === null) throw notFound('channel');
  const attempt = await attemptDelivery(deps, claimed);
  await recordAttempts(deps.db, [finishAttempt(deps, claimed, attempt)]);
  const { verdict } = attempt;
  return {
    ok: verdict.kind === 'ok',
    status_code: attempt.statusCode,
    answer: attempt.answer,
    error: verdict.kind === 'ok' ? null : verdict.reason,
    duration_ms: attempt.durationMs,
    request: attempt.request,
    delivery_id: id,
  };
}
