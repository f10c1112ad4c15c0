import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { bulkActions, monitorStatuses } from '@/lib/monitors/constants';
import { checkResults, failureCauses } from '@/lib/probing/constants';

const count = z.int().min(0);
const ratio = z.number().min(0).max(1).nullable();

export const getDashboardSummaryInput = z.strictObject({ project_id: idSchema('prj').optional() });

export const dashboardSummaryView = z.strictObject({
  /** How many monitors are in each state. */
  monitors: z.record(z.enum(monitorStatuses), count),
  open_incidents: count,
  /** Over all monitors in the last 24 hours; null where nothing was watched. Rounded down. */
  uptime_24h: z.strictObject({ uptime_ratio: ratio, coverage_ratio: ratio }),
});
export type DashboardSummaryView = z.output<typeof dashboardSummaryView>;

export const bulkMonitorsView = z.strictObject({
  action: z.enum(bulkActions),
  ids: z.array(idSchema('mon')).max(200),
  /** How many were not in that state already. */
  changed: count,
});
export type BulkMonitorsView = z.output<typeof bulkMonitorsView>;

export const readinessView = z.strictObject({
  status: z.enum(['ready', 'not_ready']),
  database: z.enum(['ok', 'failed']),
  engine: z.enum(['ok', 'failed']),
  worker: z.enum(['ok', 'failed']),
  deliveries: z.enum(['ok', 'failed']),
  /** Whether pings are received, and overdue heartbeats found. */
  heartbeats: z.enum(['ok', 'failed']),
  /** How late the check is that waits longest; null when that is not known. */
  check_lag_seconds: z.number().min(0).nullable(),
  oldest_delivery_seconds: z.number().min(0).nullable(),
  /** One line for each that failed. */
  faults: z.array(z.string().max(300)).max(10),
});
export type ReadinessView = z.output<typeof readinessView>;

const instant = z.iso.datetime().max(40);

const check = z.strictObject({
  at: instant,
  result: z.enum(checkResults),
  cause: z.enum(failureCauses).nullable(),
  error: z.string().max(2000).nullable(),
  http_status: z.int().min(100).max(599).nullable(),
  wait_ms: z.number().min(0).max(600_000),
});
export type ImportedCheck = z.output<typeof check>;

const outage = z.strictObject({
  started_at: instant,
  ended_at: instant,
  cause: z.enum(failureCauses),
  error: z.string().max(2000),
});
export type ImportedOutage = z.output<typeof outage>;

export const importHistoryInput = z.strictObject({
  monitor_id: idSchema('mon'),
  /** Where it comes from: shown with every span and incident of it. */
  note: z.string().trim().min(1).max(500),
  started_at: instant,
  checks: z.array(check).max(100_000),
  outages: z.array(outage).max(10_000),
  unwatched: z.array(z.strictObject({ started_at: instant, ended_at: instant })).max(10_000),
});
export type ImportHistoryInput = z.output<typeof importHistoryInput>;
