import type { Db } from '@/db/client';
import type { Ctx } from '@/lib/access/context';
import { newId } from '@/lib/core/ids';
import type { NewHeartbeatSettings } from '@/lib/heartbeats/rules/parse-new-heartbeat';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { findProjectByPingKey, hasSlug, lockSlug } from '@/lib/pipeline/internal/create-queries';

/**
 * The first ping of a job that nobody has set up makes its heartbeat. However many come at once, one is made.
 * The ping itself is recorded afterwards, like any other.
 */
export async function createByPing(
  db: Db,
  { pingKey, slug }: { pingKey: string; slug: string },
  { schedule, graceSeconds, maxRunSeconds }: NewHeartbeatSettings,
): Promise<'created' | 'exists' | 'not_found'> {
  return db.transaction(async (tx) => {
    const project = await findProjectByPingKey(tx, pingKey);
    if (project === null) return 'not_found';
    await lockSlug(tx, project.id, slug);
    if (await hasSlug(tx, project.id, slug)) return 'exists';
    const ctx: Ctx = {
      organizationId: project.organizationId,
      actor: { kind: 'system', name: 'First ping' },
      now: new Date(),
      db: tx,
      requestId: newId('req'),
    };
    await createMonitor(ctx, {
      project_id: project.id,
      type: 'heartbeat',
      name: slug,
      slug,
      spec: { schedule, grace_seconds: graceSeconds, max_run_seconds: maxRunSeconds ?? null },
    });
    return 'created';
  });
}
