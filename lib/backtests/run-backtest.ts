import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { maxBacktestMonitors, maxReplayedChecks } from '@/lib/backtests/constants';
import { loadWorld, type World } from '@/lib/backtests/internal/load-world';
import {
  type CheckRow,
  countChecks,
  type MonitorRow,
  selectChecks,
  selectMonitors,
} from '@/lib/backtests/queries';
import { audienceOf } from '@/lib/backtests/rules/audience';
import { outcomeOf, sumOutcomes } from '@/lib/backtests/rules/outcome';
import { type ReplayedAlert, replayAlerts } from '@/lib/backtests/rules/replay-alerts';
import { replayChecks, type StoredCheck } from '@/lib/backtests/rules/replay-checks';
import { type BacktestOutcome, type BacktestView, runBacktestInput } from '@/lib/backtests/schema';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import type { PolicySpec } from '@/lib/policies/schema';

const dayMs = 86_400_000;
const maxAlerts = 100;

type Tried = {
  failureThreshold?: number | undefined;
  recoveryThreshold?: number | undefined;
  degradedAfterMs?: number | null | undefined;
  policy: PolicySpec | null;
};

/**
 * What settings would have made of the checks that are stored, beside what the present ones make of them: the same
 * rules decide as for real. Nothing is written, nobody is told. Takes up to a few seconds.
 * @throws ProductError `not_found`, `invalid` where it would be too many checks
 */
export async function runBacktest(ctx: Ctx, raw: unknown): Promise<BacktestView> {
  authorize(ctx, 'monitor.read');
  authorize(ctx, 'policy.read');
  const input = parseInput(runBacktestInput, raw);
  if (input.project_id !== undefined) authorizeProject(ctx, input.project_id);
  const to = ctx.now;
  const from = new Date(to.getTime() - input.days * dayMs);
  const { checked, leftOut } = await findMonitors(ctx, input);
  const checks = await boundedCount(ctx, checked, from);
  const world = await loadWorld(ctx, checked, from);
  const tried: Tried = {
    failureThreshold: input.failure_threshold,
    recoveryThreshold: input.recovery_threshold,
    degradedAfterMs: input.degraded_after_ms,
    policy: input.policy ?? world.policyOf(input.policy_id),
  };
  const monitors: BacktestView['monitors'] = [];
  const alerts: BacktestView['alerts'] = [];
  for (const monitor of checked) {
    const stored = await loadChecks(ctx, monitor, from, to);
    const asIs = replay(monitor, stored, world, { policy: null }, to);
    const other = replay(monitor, stored, world, tried, to);
    const { id, name } = monitor;
    monitors.push({ id, name, as_is: asIs.outcome, tried: other.outcome });
    alerts.push(...other.alerts.map((alert) => toAlert(alert, monitor, world)));
  }
  alerts.sort((one, another) => (one.at < another.at ? 1 : -1));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    checks,
    as_is: sumOutcomes(monitors.map(({ as_is }) => as_is)),
    tried: sumOutcomes(monitors.map(({ tried: other }) => other)),
    monitors,
    left_out: leftOut.map(({ id, name }) => ({ id, name })),
    alerts: alerts.slice(0, maxAlerts),
    more_alerts: Math.max(0, alerts.length - maxAlerts),
  };
}

async function findMonitors(
  ctx: Ctx,
  { project_id, monitor_ids }: { project_id?: string | undefined; monitor_ids?: string[] | undefined },
): Promise<{ checked: MonitorRow[]; leftOut: MonitorRow[] }> {
  const limit = projectLimit(ctx);
  const wanted = monitor_ids === undefined ? undefined : [...new Set(monitor_ids)];
  const rows = await selectMonitors(ctx.db, ctx.organizationId, { projectId: project_id, ids: wanted });
  const seen = limit === null ? rows : rows.filter(({ projectId }) => projectId === limit);
  if (wanted !== undefined && seen.length < wanted.length) throw notFound('monitor');
  const checked = seen.filter(({ type }) => type !== 'heartbeat');
  if (checked.length > maxBacktestMonitors) {
    throw new ProductError(
      'invalid',
      `These are ${checked.length} monitors; at most ${maxBacktestMonitors} are played back at once.`,
      {
        errors: [{ pointer: '/monitor_ids', code: 'too_many', detail: 'choose fewer monitors' }],
      },
    );
  }
  return { checked, leftOut: seen.filter(({ type }) => type === 'heartbeat') };
}

async function boundedCount(ctx: Ctx, monitors: readonly MonitorRow[], from: Date): Promise<number> {
  const count = await countChecks(
    ctx.db,
    monitors.map(({ id }) => id),
    from,
    maxReplayedChecks,
  );
  if (count <= maxReplayedChecks) return count;
  throw new ProductError('invalid', `More than ${maxReplayedChecks} checks would be played back.`, {
    errors: [{ pointer: '/days', code: 'too_many', detail: 'choose fewer days, or fewer monitors' }],
  });
}

async function loadChecks(ctx: Ctx, { id }: MonitorRow, from: Date, to: Date): Promise<StoredCheck[]> {
  const checks: StoredCheck[] = [];
  for (let atMs = from.getTime(); atMs < to.getTime(); atMs += dayMs) {
    const endMs = Math.min(atMs + dayMs, to.getTime());
    const rows = await selectChecks(ctx.db, id, new Date(atMs), new Date(endMs));
    for (const row of rows) checks.push(toCheck(row));
  }
  return checks;
}

function toCheck({ at_ms, total_us, region, result }: CheckRow): StoredCheck {
  return { atMs: at_ms, totalMs: total_us / 1000, region, result };
}

function replay(
  monitor: MonitorRow,
  checks: readonly StoredCheck[],
  world: World,
  tried: Tried,
  to: Date,
): { outcome: BacktestOutcome; alerts: ReplayedAlert[] } {
  const { degradedAfterMs } = monitor;
  const thresholds = {
    intervalMs: monitor.intervalSeconds * 1000,
    failureThreshold: tried.failureThreshold ?? monitor.failureThreshold,
    recoveryThreshold: tried.recoveryThreshold ?? monitor.recoveryThreshold,
    degradedAfterMs: tried.degradedAfterMs === undefined ? degradedAfterMs : tried.degradedAfterMs,
  };
  const replayed = replayChecks(checks, thresholds, { degradedAfterMs });
  const alerts = replayAlerts(replayed.outages, {
    policy: tried.policy ?? world.policyFor(monitor),
    severity: monitor.severity,
    reach: (step) => audienceOf(step, monitor.projectId, world.channels),
    maintenance: world.maintenanceOf(monitor),
    acknowledgedAtMs: world.acknowledgedOf(monitor.id),
    untilMs: to.getTime(),
  });
  return { outcome: outcomeOf(replayed, alerts, to.getTime()), alerts };
}

function toAlert(
  { atMs, transition, channels }: ReplayedAlert,
  { id, name }: MonitorRow,
  { nameOf }: World,
): BacktestView['alerts'][number] {
  return { at: new Date(atMs).toISOString(), transition, monitor: { id, name }, told: channels.map(nameOf) };
}
