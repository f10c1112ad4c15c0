import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findStrangers, setMonitors } from '@/lib/maintenance/queries';

/** Which monitors a maintenance covers; none where it covers its project. @throws ProductError `not_found` */
export async function coverMonitors(
  ctx: Ctx,
  { id, projectId }: { id: string; projectId: string },
  monitorIds: readonly string[],
): Promise<void> {
  const unique = [...new Set(monitorIds)];
  if ((await findStrangers(ctx.db, projectId, unique)).length > 0) throw notFound('monitor in this project');
  await setMonitors(ctx.db, id, unique);
}
