import { z } from 'zod';
import { authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { mergePatch } from '@/lib/core/merge-patch';
import { parseInput } from '@/lib/core/parse';
import { refuseSpecFaults, requireProject, resolveRegions } from '@/lib/monitors/internal/check-settings';
import { loadMonitor } from '@/lib/monitors/internal/load-monitor';
import {
  deleteSchedules,
  insertSchedules,
  lockMonitor,
  restartSchedules,
  type StoredMonitor,
  updateMonitorRow,
} from '@/lib/monitors/queries';
import { maskSpec, restoreSecrets } from '@/lib/monitors/rules/mask-spec';
import { checkTimings, type MonitorView, type updateMonitorInput } from '@/lib/monitors/schema';
import { type HttpSpec, httpSpec } from '@/lib/probing/schema';

type Patch = z.output<typeof updateMonitorInput>;
/** Of `spec`: merged member by member (PATCH), or taken as it is (PUT). */
type SpecMode = 'merge' | 'replace';

/** For verbs that have asked for their permission; runs in their transaction. */
export async function changeMonitor(ctx: Ctx, patch: Patch, mode: SpecMode): Promise<MonitorView> {
  const stored = await lockMonitor(ctx.db, ctx.organizationId, patch.id);
  if (stored === null) throw notFound('monitor');
  authorizeProject(ctx, stored.projectId);
  const next = await applyPatch(ctx, stored, patch, mode);
  await updateMonitorRow(ctx.db, stored.id, next);
  await followRegions(ctx, stored, next.regions);
  if (changesChecks(stored, next)) await restartSchedules(ctx.db, stored.id);
  const fields = Object.keys(patch).filter((field) => field !== 'id');
  await writeAudit(ctx, ctx.db, { action: 'monitor.updated', targetId: stored.id, detail: { fields } });
  return loadMonitor(ctx, stored.id);
}

type Next = Awaited<ReturnType<typeof applyPatch>>;

async function applyPatch(ctx: Ctx, stored: StoredMonitor, patch: Patch, mode: SpecMode) {
  const projectId = patch.project_id ?? stored.projectId;
  if (projectId !== stored.projectId) {
    authorizeProject(ctx, projectId);
    await requireProject(ctx.db, ctx.organizationId, projectId);
  }
  const externalId = patch.external_id === undefined ? stored.externalId : patch.external_id;
  const timings = parseInput(timingsInput, {
    interval_seconds: patch.interval_seconds ?? stored.intervalSeconds,
    timeout_ms: patch.timeout_ms ?? stored.timeoutMs,
    degraded_after_ms:
      patch.degraded_after_ms === undefined ? stored.degradedAfterMs : patch.degraded_after_ms,
  });
  return {
    projectId,
    externalId,
    name: patch.name ?? stored.name,
    spec: await patchSpec(stored, patch.spec, mode),
    intervalSeconds: timings.interval_seconds,
    timeoutMs: timings.timeout_ms,
    degradedAfterMs: timings.degraded_after_ms,
    failureThreshold: patch.failure_threshold ?? stored.failureThreshold,
    recoveryThreshold: patch.recovery_threshold ?? stored.recoveryThreshold,
    regions: patch.regions === undefined ? stored.regions : await resolveRegions(ctx.db, patch.regions),
    tags: patch.tags === undefined ? stored.tags : [...new Set(patch.tags)],
    updatedAt: ctx.now,
  };
}

const timingsInput = z
  .strictObject({
    interval_seconds: z.int(),
    timeout_ms: z.int(),
    degraded_after_ms: z.int().nullable(),
  })
  .superRefine(checkTimings);

const specInput = z.strictObject({ spec: httpSpec });

async function patchSpec(stored: StoredMonitor, patch: Patch['spec'], mode: SpecMode): Promise<HttpSpec> {
  const current = httpSpec.parse(stored.spec);
  if (patch === undefined) return current;
  const sent = mode === 'merge' ? mergePatch(maskSpec(current), patch) : patch;
  const spec = restoreSecrets(current, parseInput(specInput, { spec: sent }).spec);
  await refuseSpecFaults(spec);
  return spec;
}

async function followRegions(ctx: Ctx, stored: StoredMonitor, codes: readonly string[]): Promise<void> {
  const gone = stored.regions.filter((code) => !codes.includes(code));
  const come = codes.filter((code) => !stored.regions.includes(code));
  await deleteSchedules(ctx.db, stored.id, gone);
  if (stored.pausedAt === null) await insertSchedules(ctx.db, ctx.organizationId, stored.id, come);
}

function changesChecks(stored: StoredMonitor, next: Next): boolean {
  return (
    stored.intervalSeconds !== next.intervalSeconds ||
    stored.timeoutMs !== next.timeoutMs ||
    stored.degradedAfterMs !== next.degradedAfterMs ||
    JSON.stringify(httpSpec.parse(stored.spec)) !== JSON.stringify(next.spec)
  );
}
