import type { Db } from '@/db/client';
import { actorId, type Ctx } from '@/lib/access/context';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { insertAudit } from '@/lib/audit/queries';
import { topicOfAction } from '@/lib/audit/rules/topic-of-action';

/** Written in the transaction of the change itself: what is not logged did not happen. Open browsers are told. */
export async function writeAudit(
  ctx: Ctx,
  db: Db,
  entry: { action: string; targetId: string; detail?: Record<string, unknown> },
): Promise<void> {
  await insertAudit(db, {
    organizationId: ctx.organizationId,
    at: ctx.now,
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    action: entry.action,
    targetId: entry.targetId,
    detail: entry.detail ?? {},
    requestId: ctx.requestId,
  });
  const topic = topicOfAction(entry.action);
  if (topic !== null) {
    await notifyChanges(db, [{ organizationId: ctx.organizationId, topic, id: entry.targetId }]);
  }
}
