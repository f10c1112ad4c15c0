import { z } from 'zod';
import { maxBacktestDays, maxBacktestMonitors } from '@/lib/backtests/constants';
import { idSchema } from '@/lib/core/ids';
import { policySpec } from '@/lib/policies/schema';

const threshold = z.number().int().min(1).max(20).optional();

/** What is left out stays as it is for each monitor. Of `policy_id` and `policy` one at most. */
export const runBacktestInput = z
  .strictObject({
    project_id: idSchema('prj').optional(),
    monitor_ids: z.array(idSchema('mon')).min(1).max(maxBacktestMonitors).optional(),
    days: z.number().int().min(1).max(maxBacktestDays).default(30),
    failure_threshold: threshold,
    recovery_threshold: threshold,
    degraded_after_ms: z.number().int().min(1).max(60_000).nullable().optional(),
    policy_id: idSchema('pol').optional(),
    policy: policySpec.optional(),
  })
  .superRefine(({ project_id, monitor_ids, policy_id, policy }, ctx) => {
    if (project_id === undefined && monitor_ids === undefined) {
      ctx.addIssue({ code: 'custom', path: ['monitor_ids'], message: 'choose a project or monitors' });
    }
    if (policy_id !== undefined && policy !== undefined) {
      ctx.addIssue({ code: 'custom', path: ['policy'], message: 'give a policy or the id of one, not both' });
    }
  });
export type RunBacktestInput = z.input<typeof runBacktestInput>;

const instant = z.iso.datetime().max(40);

export const backtestOutcome = z.strictObject({
  incidents: z.int(),
  /** Messages, one for each channel that is told. */
  alerts: z.int(),
  escalations: z.int(),
  downtime_seconds: z.int(),
  degraded_seconds: z.int(),
});
export type BacktestOutcome = z.output<typeof backtestOutcome>;

const monitorRef = z.strictObject({ id: idSchema('mon'), name: z.string().max(120) });

export const backtestView = z.strictObject({
  from: instant,
  to: instant,
  checks: z.int(),
  /** By the settings as they stand now. */
  as_is: backtestOutcome,
  /** By the settings that are tried. */
  tried: backtestOutcome,
  monitors: z
    .array(z.strictObject({ ...monitorRef.shape, as_is: backtestOutcome, tried: backtestOutcome }))
    .max(maxBacktestMonitors),
  /** Jobs call by themselves: there are no checks of them to play back. */
  left_out: z.array(monitorRef).max(10_000),
  /** What would have been told, the newest first. */
  alerts: z
    .array(
      z.strictObject({
        at: instant,
        transition: z.string().max(20),
        monitor: monitorRef,
        told: z.array(z.string().max(254)).max(500),
      }),
    )
    .max(100),
  /** How many more there are than `alerts`. */
  more_alerts: z.int(),
});
export type BacktestView = z.output<typeof backtestView>;
