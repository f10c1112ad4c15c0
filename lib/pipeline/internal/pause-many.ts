import { type Ctx, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { fromUuid } from '@/lib/core/ids';
import { type AppliedStep, applySteps } from '@/lib/pipeline/internal/apply-steps';
import { applyTurns, type MonitorTurn } from '@/lib/pipeline/internal/heartbeat-turns';
import { pauseHeartbeats, resumeHeartbeats } from '@/lib/pipeline/internal/pause-heartbeats';
import { lockSchedules, startSchedules, stopSchedules } from '@/lib/pipeline/internal/pause-queries';
import { lockStates, type StateRow, selectStates } from '@/lib/pipeline/internal/state-queries';
import { toFacts, toReports } from '@/lib/pipeline/process-results';
import { pauseMonitorStep } from '@/lib/pipeline/rules/step-monitor';

/** In the caller's transaction, for monitors that are the caller's. Those paused already stay as they are. */
export async function pauseMany(ctx: Ctx, monitorUuids: readonly string[]): Promise<number> {
  await lockSchedules(ctx.db, monitorUuids);
  const deadlines = await pauseHeartbeats(ctx.db, monitorUuids);
  await lockStates(ctx.db, monitorUuids);
  const rows = (await selectStates(ctx.db, monitorUuids)).filter(({ paused }) => !paused);
  if (rows.length === 0) return 0;
  await stopSchedules(
    ctx.db,
    rows.map((row) => row.monitor_id),
  );
  await applySteps(
    ctx.db,
    rows.map((row) => toStep(ctx, row, deadlines.get(row.monitor_id) ?? null)),
    rows[0]?.now_ms ?? 0,
  );
  for (const row of rows) {
    await writeAudit(ctx, ctx.db, { action: 'monitor.paused', targetId: fromUuid('mon', row.monitor_id) });
  }
  return rows.length;
}

/** `deadlineMs`: of a heartbeat; until then it was vouched for. */
function toStep(ctx: Ctx, row: StateRow, deadlineMs: number | null): AppliedStep {
  const coverage = [...toReports(row).map(({ coveredUntilMs }) => coveredUntilMs), deadlineMs].flatMap(
    (coveredMs) => coveredMs ?? [],
  );
  const coveredUntilMs = coverage.length === 0 ? null : Math.max(...coverage);
  const step = pauseMonitorStep(toFacts(row), { atMs: row.now_ms, coveredUntilMs });
  return { row, step, because: { kind: 'person' }, actor: storedActor(ctx.actor) };
}

/** How long the first check may take to come before the time counts as unknown. */
const resumeToleranceSeconds = 15;

export async function resumeMany(ctx: Ctx, monitorUuids: readonly string[]): Promise<number> {
  await lockSchedules(ctx.db, monitorUuids);
  const heartbeats = await resumeHeartbeats(ctx.db, monitorUuids);
  await lockStates(ctx.db, monitorUuids);
  await applyTurns(ctx.db, heartbeats.map(toUnknown), heartbeats[0]?.nowMs ?? 0);
  const resumed = await startSchedules(ctx.db, monitorUuids, resumeToleranceSeconds);
  for (const uuid of resumed) {
    await writeAudit(ctx, ctx.db, { action: 'monitor.resumed', targetId: fromUuid('mon', uuid) });
  }
  return resumed.length;
}

/** Nobody knows how it is until it calls. */
function toUnknown({ monitorUuid, nowMs }: { monitorUuid: string; nowMs: number }): MonitorTurn {
  return { monitorUuid, turn: { to: 'unknown', sinceMs: nowMs, atMs: nowMs }, evidence: null };
}
