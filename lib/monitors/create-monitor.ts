import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { addHeartbeat } from '@/lib/heartbeats/add-heartbeat';
import { resolveAlerting } from '@/lib/monitors/internal/check-alerting';
import {
  namingTakenExternalId,
  refuseSpecFaults,
  resolveRegions,
} from '@/lib/monitors/internal/check-settings';
import { loadMonitor } from '@/lib/monitors/internal/load-monitor';
import { insertMonitor, type NewMonitor, selectSlugs } from '@/lib/monitors/queries';
import { createMonitorInput, type MonitorView, type NewMonitorInput } from '@/lib/monitors/schema';
import { requireProject } from '@/lib/projects/require-project';
import { freeSlug, toSlug } from '@/lib/projects/rules/slug';

type InputOf<Type extends NewMonitorInput['type']> = Extract<NewMonitorInput, { type: Type }>;

/**
 * Its first check is due at once; a heartbeat waits for its first ping.
 * @throws ProductError `invalid`, `not_found` (project), `conflict` (external_id)
 */
export async function createMonitor(ctx: Ctx, raw: unknown): Promise<MonitorView> {
  authorize(ctx, 'monitor.write');
  const input = parseInput(createMonitorInput, raw);
  authorizeProject(ctx, input.project_id);
  if (input.type === 'http') await refuseSpecFaults(input.spec);
  return namingTakenExternalId(() =>
    ctx.db.transaction(async (db) => {
      await requireProject({ ...ctx, db }, input.project_id);
      const row = await toRow({ ...ctx, db }, input);
      await insertMonitor(db, row);
      if (input.type === 'heartbeat') await addHeartbeat(db, ctx.organizationId, row.id);
      await writeAudit(ctx, db, { action: 'monitor.created', targetId: row.id, detail: { name: row.name } });
      return loadMonitor({ ...ctx, db }, row.id);
    }),
  );
}

async function toRow(ctx: Ctx, input: NewMonitorInput): Promise<NewMonitor & { id: string }> {
  const common = {
    id: newId('mon', ctx.now.getTime()),
    organizationId: ctx.organizationId,
    projectId: input.project_id,
    type: input.type,
    failureThreshold: input.failure_threshold,
    tags: [...new Set(input.tags)],
    externalId: input.external_id,
    ...(await resolveAlerting(ctx, input.project_id, input)),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  switch (input.type) {
    case 'http':
      return { ...common, ...(await toHttpColumns(ctx, input)) };
    case 'heartbeat':
      return { ...common, ...(await toHeartbeatColumns(ctx, input)) };
  }
}

async function toHttpColumns(ctx: Ctx, input: InputOf<'http'>) {
  return {
    name: input.name ?? new URL(input.spec.url).host.slice(0, 120),
    spec: input.spec,
    intervalSeconds: input.interval_seconds,
    timeoutMs: input.timeout_ms,
    recoveryThreshold: input.recovery_threshold,
    degradedAfterMs: input.degraded_after_ms,
    regions: await resolveRegions(ctx.db, input.regions),
  };
}

/** Nothing is checked from here: the columns of checks hold what they must, and nobody reads them. */
const noChecks = { intervalSeconds: 60, timeoutMs: 10_000, recoveryThreshold: 1, regions: [] };

async function toHeartbeatColumns(ctx: Ctx, input: InputOf<'heartbeat'>) {
  const name = input.name ?? input.slug ?? 'Heartbeat';
  return {
    ...noChecks,
    name,
    spec: input.spec,
    pingUuid: crypto.randomUUID(),
    slug: input.slug ?? (await deriveSlug(ctx, input.project_id, name)),
  };
}

async function deriveSlug(ctx: Ctx, projectId: string, name: string): Promise<string> {
  const slug = toSlug(name, 'heartbeat');
  return freeSlug(slug, new Set(await selectSlugs(ctx.db, projectId, slug)));
}
