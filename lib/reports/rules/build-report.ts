import type { ReportMessage, ReportMonitor } from '@/lib/notifiers/rules/message';
import { measureUptime } from '@/lib/spans/rules/measure-uptime';
import { floorRatio, type Outage } from '@/lib/spans/rules/uptime';

type MonitorFacts = {
  id: string;
  name: string;
  createdMs: number;
  spans: Parameters<typeof measureUptime>[0]['spans'];
  coveredUntilMs: number | null;
  p95Ms: number | null;
};

export type ReportFigures = Pick<
  ReportMessage,
  | 'uptime'
  | 'coverage'
  | 'downtime_seconds'
  | 'incidents'
  | 'open_incidents'
  | 'mttr_seconds'
  | 'longest_seconds'
  | 'monitors'
  | 'more'
  | 'slowest'
>;

const maxMonitors = 50;
const maxSlowest = 5;

/**
 * How the monitors of a project fared in a period, by the arithmetic of the dashboard. Time that nobody watched counts
 * for nothing and lowers the coverage; every ratio is rounded down. What was not there yet is left out.
 */
export function buildReport(
  facts: readonly MonitorFacts[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): ReportFigures {
  const measured = facts.map((monitor) => measure(monitor, fromMs, toMs)).filter(({ lifeMs }) => lifeMs > 0);
  const upMs = sum(measured, (one) => one.upMs);
  const downMs = sum(measured, (one) => one.downMs);
  const outages = measured.flatMap((one) => one.outages);
  const over = outages.filter(({ isOver }) => isOver);
  const monitors = measured.toSorted(worstFirst).map(({ row }) => row);
  const longestMs = Math.max(0, ...outages.map((outage) => outage.downMs));
  return {
    uptime: floorRatio(upMs, upMs + downMs),
    coverage:
      floorRatio(
        sum(measured, (one) => one.watchedMs),
        sum(measured, (one) => one.lifeMs),
      ) ?? 0,
    downtime_seconds: toSeconds(downMs),
    incidents: outages.length,
    open_incidents: outages.length - over.length,
    mttr_seconds: over.length === 0 ? null : toSeconds(sum(over, ({ downMs: ms }) => ms) / over.length),
    longest_seconds: outages.length === 0 ? null : toSeconds(longestMs),
    monitors: monitors.slice(0, maxMonitors),
    more: Math.max(0, monitors.length - maxMonitors),
    slowest: slowestOf(monitors),
  };
}

type Measured = {
  row: ReportMonitor;
  upMs: number;
  downMs: number;
  watchedMs: number;
  /** How much of the period it was there. */
  lifeMs: number;
  outages: Outage[];
};

function measure(monitor: MonitorFacts, fromMs: number, toMs: number): Measured {
  const uptime = measureUptime({ ...monitor, window: { fromMs, nowMs: toMs } });
  const lifeMs = toMs - uptime.fromMs;
  const coverage = uptime.coverageRatio ?? 0;
  return {
    row: {
      id: monitor.id,
      name: monitor.name,
      uptime: uptime.uptimeRatio,
      coverage,
      incidents: uptime.outages.length,
      p95_ms: monitor.p95Ms,
    },
    upMs: uptime.upMs,
    downMs: uptime.downMs,
    watchedMs: coverage * lifeMs,
    lifeMs,
    outages: uptime.outages,
  };
}

/** What was not measured at all comes after everything that was. */
function worstFirst(one: Measured, other: Measured): number {
  return (
    (one.row.uptime ?? 2) - (other.row.uptime ?? 2) ||
    other.downMs - one.downMs ||
    one.row.name.localeCompare(other.row.name, 'en')
  );
}

function slowestOf(monitors: readonly ReportMonitor[]): ReportFigures['slowest'] {
  return monitors
    .flatMap(({ id, name, p95_ms }) => (p95_ms === null ? [] : [{ id, name, p95_ms }]))
    .sort((one, other) => other.p95_ms - one.p95_ms)
    .slice(0, maxSlowest);
}

function sum<T>(values: readonly T[], pick: (value: T) => number): number {
  return values.reduce((total, value) => total + pick(value), 0);
}

function toSeconds(ms: number): number {
  return Math.round(ms / 1000);
}
