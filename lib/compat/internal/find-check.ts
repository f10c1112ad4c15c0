import { createHash } from 'node:crypto';
import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { findIdByPingUuid, selectPingUuids } from '@/lib/compat/queries';
import { notFound } from '@/lib/core/errors';
import { getMonitor } from '@/lib/monitors/get-monitor';
import type { HeartbeatMonitorView } from '@/lib/monitors/schema';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const uniqueKeyPattern = /^[0-9a-f]{40}$/;

export type FoundCheck = { view: HeartbeatMonitorView; uuid: string };

/**
 * By the UUID of its ping address or by its unique key; a key that may only read knows no more than the latter.
 * @throws ProductError `not_found`, also for another tenant's and outside the project a key is limited to
 */
export async function findCheck(ctx: Ctx, name: string): Promise<FoundCheck> {
  authorize(ctx, 'monitor.read');
  const uuid = uuidPattern.test(name) ? name.toLowerCase() : await findUuid(ctx, name);
  const id = await findIdByPingUuid(ctx.db, ctx.organizationId, uuid);
  if (id === null) throw notFound('check');
  const view = await getMonitor(ctx, { id });
  if (view.type !== 'heartbeat') throw notFound('check');
  return { view, uuid };
}

async function findUuid(ctx: Ctx, name: string): Promise<string> {
  if (!uniqueKeyPattern.test(name)) throw notFound('check');
  const rows = await selectPingUuids(ctx.db, ctx.organizationId, projectLimit(ctx));
  const found = rows.find(({ pingUuid }) => uniqueKeyOf(pingUuid) === name);
  if (found === undefined) throw notFound('check');
  return found.pingUuid;
}

/** A name that stays the same and from which the ping address cannot be made. */
export function uniqueKeyOf(pingUuid: string): string {
  return createHash('sha256').update(`unique key of ${pingUuid}`).digest('hex').slice(0, 40);
}
