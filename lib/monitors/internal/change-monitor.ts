import { z } from 'zod';
import { authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { mergePatch } from '@/lib/core/merge-patch';
import { parseInput } from '@/lib/core/parse';
import { rescheduleHeartbeat } from '@/lib/heartbeats/reschedule-heartbeat';
import type { HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { toRules } from '@/lib/heartbeats/rules/to-rules';
import { type HeartbeatSpec, heartbeatSpec } from '@/lib/heartbeats/schema';
import type { MonitorType } from '@/lib/monitors/constants';
import { resolveAlerting } from '@/lib/monitors/internal/check-alerting';
import { refuseSpecFaults, resolveRegions } from '@/lib/monitors/internal/check-settings';
import { loadMonitor } from '@/lib/monitors/internal/load-monitor';
import {
  deleteSchedules,
  insertSchedules,
  lockMonitor,
  restartSchedules,
  type StoredMonitor,
  selectNowMs,
  updateMonitorRow,
} from '@/lib/monitors/queries';
import { maskSpec, restoreSecrets } from '@/lib/monitors/rules/mask-spec';
import { checkTimings, type MonitorView, type updateMonitorInput } from '@/lib/monitors/schema';
import { type HttpSpec, httpSpec } from '@/lib/probing/schema';
import { requireProject } from '@/lib/projects/require-project';

type Patch = z.output<typeof updateMonitorInput>;
/** Of `spec`: merged member by member (PATCH), or taken as it is (PUT). */
type SpecMode = 'merge' | 'replace';

/** For verbs that have asked for their permission; runs in their transaction. */
export async function changeMonitor(
  ctx: Ctx,
  patch: Patch,
  { mode, type }: { mode: SpecMode; type?: MonitorType },
): Promise<MonitorView> {
  const stored = await lockMonitor(ctx.db, ctx.organizationId, patch.id);
  if (stored === null) throw notFound('monitor');
  authorizeProject(ctx, stored.projectId);
  if (type !== undefined && type !== stored.type) {
    throw new ProductError(
      'conflict',
      `This monitor is of the type ${stored.type}, which cannot be changed.`,
    );
  }
  await applyPatch(ctx, stored, patch, mode);
  const fields = Object.keys(patch).filter((field) => field !== 'id');
  await writeAudit(ctx, ctx.db, { action: 'monitor.updated', targetId: stored.id, detail: { fields } });
  return loadMonitor(ctx, stored.id);
}

async function applyPatch(ctx: Ctx, stored: StoredMonitor, patch: Patch, mode: SpecMode): Promise<void> {
  const common = await patchCommon(ctx, stored, patch);
  switch (stored.type) {
    case 'http': {
      refuseFields(patch, ['slug']);
      const next = { ...common, ...(await patchHttp(ctx, stored, patch, mode)) };
      await updateMonitorRow(ctx.db, stored.id, next);
      await followRegions(ctx, stored, next.regions);
      if (changesChecks(stored, next)) await restartSchedules(ctx.db, stored.id);
      return;
    }
    case 'heartbeat': {
      refuseFields(patch, checkFields);
      const spec = patchHeartbeatSpec(stored, patch.spec, mode);
      await updateMonitorRow(ctx.db, stored.id, { ...common, spec, slug: patch.slug ?? stored.slug });
      await reschedule(ctx, stored, toRules(spec, common.failureThreshold));
      return;
    }
  }
}

/** Only where it is judged by something else now: a new name gives nobody more time, nor takes it away. */
async function reschedule(ctx: Ctx, stored: StoredMonitor, rules: HeartbeatRules): Promise<void> {
  const before = toRules(heartbeatSpec.parse(stored.spec), stored.failureThreshold);
  if (JSON.stringify(before) === JSON.stringify(rules)) return;
  await rescheduleHeartbeat(ctx.db, stored.id, rules, await selectNowMs(ctx.db));
}

const checkFields = [
  'interval_seconds',
  'timeout_ms',
  'recovery_threshold',
  'degraded_after_ms',
  'regions',
] as const;

function refuseFields(patch: Patch, fields: readonly (keyof Patch)[]): void {
  const errors = fields
    .filter((field) => patch[field] !== undefined)
    .map((field) => ({
      pointer: `/${field}`,
      code: 'unknown_field',
      detail: 'monitors of this type have none',
    }));
  const first = errors[0];
  if (first !== undefined) throw new ProductError('invalid', `${first.pointer}: ${first.detail}`, { errors });
}

async function patchCommon(ctx: Ctx, stored: StoredMonitor, patch: Patch) {
  const projectId = patch.project_id ?? stored.projectId;
  if (projectId !== stored.projectId) {
    authorizeProject(ctx, projectId);
    await requireProject(ctx, projectId);
  }
  return {
    projectId,
    externalId: patch.external_id === undefined ? stored.externalId : patch.external_id,
    name: patch.name ?? stored.name,
    failureThreshold: patch.failure_threshold ?? stored.failureThreshold,
    tags: patch.tags === undefined ? stored.tags : [...new Set(patch.tags)],
    ...(await resolveAlerting(ctx, projectId, patch, stored)),
    updatedAt: ctx.now,
  };
}

async function patchHttp(ctx: Ctx, stored: StoredMonitor, patch: Patch, mode: SpecMode) {
  const timings = parseInput(timingsInput, {
    interval_seconds: patch.interval_seconds ?? stored.intervalSeconds,
    timeout_ms: patch.timeout_ms ?? stored.timeoutMs,
    degraded_after_ms:
      patch.degraded_after_ms === undefined ? stored.degradedAfterMs : patch.degraded_after_ms,
  });
  return {
    spec: await patchHttpSpec(stored, patch.spec, mode),
    intervalSeconds: timings.interval_seconds,
    timeoutMs: timings.timeout_ms,
    degradedAfterMs: timings.degraded_after_ms,
    recoveryThreshold: patch.recovery_threshold ?? stored.recoveryThreshold,
    regions: patch.regions === undefined ? stored.regions : await resolveRegions(ctx.db, patch.regions),
  };
}

const timingsInput = z
  .strictObject({
    interval_seconds: z.int(),
    timeout_ms: z.int(),
    degraded_after_ms: z.int().nullable(),
  })
  .superRefine(checkTimings);

const httpSpecInput = z.strictObject({ spec: httpSpec });

async function patchHttpSpec(stored: StoredMonitor, patch: Patch['spec'], mode: SpecMode): Promise<HttpSpec> {
  const current = httpSpec.parse(stored.spec);
  if (patch === undefined) return current;
  const sent = mode === 'merge' ? mergePatch(maskSpec(current), patch) : patch;
  const spec = restoreSecrets(current, parseInput(httpSpecInput, { spec: sent }).spec);
  await refuseSpecFaults(spec);
  return spec;
}

const heartbeatSpecInput = z.strictObject({ spec: heartbeatSpec });

function patchHeartbeatSpec(stored: StoredMonitor, patch: Patch['spec'], mode: SpecMode): HeartbeatSpec {
  const current = heartbeatSpec.parse(stored.spec);
  if (patch === undefined) return current;
  return parseInput(heartbeatSpecInput, { spec: mode === 'merge' ? mergeSchedule(current, patch) : patch })
    .spec;
}

/** Another kind of schedule has other members: it replaces the one there was. */
function mergeSchedule(current: HeartbeatSpec, patch: NonNullable<Patch['spec']>): unknown {
  const kind = scheduleKind.safeParse(patch['schedule']);
  const isOther = kind.success && kind.data.kind !== current.schedule.kind;
  return mergePatch(isOther ? { ...current, schedule: {} } : current, patch);
}

const scheduleKind = z.looseObject({ kind: z.string().max(40) });

async function followRegions(ctx: Ctx, stored: StoredMonitor, codes: readonly string[]): Promise<void> {
  const gone = stored.regions.filter((code) => !codes.includes(code));
  const come = codes.filter((code) => !stored.regions.includes(code));
  await deleteSchedules(ctx.db, stored.id, gone);
  if (stored.pausedAt === null) await insertSchedules(ctx.db, ctx.organizationId, stored.id, come);
}

type NextChecks = Awaited<ReturnType<typeof patchHttp>>;

function changesChecks(stored: StoredMonitor, next: NextChecks): boolean {
  return (
    stored.intervalSeconds !== next.intervalSeconds ||
    stored.timeoutMs !== next.timeoutMs ||
    stored.degradedAfterMs !== next.degradedAfterMs ||
    JSON.stringify(httpSpec.parse(stored.spec)) !== JSON.stringify(next.spec)
  );
}
