import type { Db } from '@/db/client';
import { ensurePersonalChannels } from '@/lib/channels/ensure-personal-channels';
import { findFirstProjectId } from '@/lib/on-call/queries/people';

/** A rota belongs to no project, but a channel does: to the first one. Without a project nobody is alerted anyway. */
export async function makeReachable(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<void> {
  const projectId = await findFirstProjectId(db, organizationId);
  if (projectId !== null) await ensurePersonalChannels(db, organizationId, projectId, userIds);
}
