import type { z } from 'zod';
import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import {
  namingTakenExternalId,
  refuseSpecFaults,
  requireProject,
  resolveRegions,
} from '@/lib/monitors/internal/check-settings';
import { loadMonitor } from '@/lib/monitors/internal/load-monitor';
import { insertMonitor } from '@/lib/monitors/queries';
import { createMonitorInput, type MonitorView } from '@/lib/monitors/schema';

/**
 * Its first check is due at once.
 * @throws ProductError `invalid`, `not_found` (project), `conflict` (external_id)
 */
export async function createMonitor(ctx: Ctx, raw: unknown): Promise<MonitorView> {
  authorize(ctx, 'monitor.write');
  const input = parseInput(createMonitorInput, raw);
  authorizeProject(ctx, input.project_id);
  await refuseSpecFaults(input.spec);
  return namingTakenExternalId(() =>
    ctx.db.transaction(async (db) => {
      await requireProject(db, ctx.organizationId, input.project_id);
      const row = await toRow({ ...ctx, db }, input);
      await insertMonitor(db, row);
      await writeAudit(ctx, db, { action: 'monitor.created', targetId: row.id, detail: { name: row.name } });
      return loadMonitor({ ...ctx, db }, row.id);
    }),
  );
}

async function toRow(ctx: Ctx, input: z.output<typeof createMonitorInput>) {
  return {
    id: newId('mon', ctx.now.getTime()),
    organizationId: ctx.organizationId,
    projectId: input.project_id,
    name: input.name ?? new URL(input.spec.url).host.slice(0, 120),
    type: input.type,
    spec: input.spec,
    intervalSeconds: input.interval_seconds,
    timeoutMs: input.timeout_ms,
    failureThreshold: input.failure_threshold,
    recoveryThreshold: input.recovery_threshold,
    degradedAfterMs: input.degraded_after_ms,
    regions: await resolveRegions(ctx.db, input.regions),
    tags: [...new Set(input.tags)],
    externalId: input.external_id,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
}
