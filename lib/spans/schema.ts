import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { instantInput } from '@/lib/core/instant-input';
import { spanStates } from '@/lib/monitors/constants';

const days = z.coerce.number().int().min(1).max(3650);
const instant = z.iso.datetime().max(40);
const ratio = z.number().min(0).max(1).nullable();
const seconds = z.int().min(0);

export const getUptimeInput = z.strictObject({ monitor_id: idSchema('mon'), days: days.default(30) });
export type GetUptimeInput = z.input<typeof getUptimeInput>;

export const uptimeView = z.strictObject({
  from: instant,
  to: instant,
  /** Time up / (time up + time down), rounded down; null where nothing was watched. Degraded counts as up. */
  uptime_ratio: ratio,
  /** The share of the window (or of the monitor's life in it) that was watched at all. */
  coverage_ratio: ratio,
  downtime_seconds: seconds,
  degraded_seconds: seconds,
  incidents: seconds,
  longest_outage_seconds: seconds,
  mttr_seconds: seconds.nullable(),
  mtbf_seconds: seconds.nullable(),
});
export type UptimeView = z.output<typeof uptimeView>;

export const listDowntimeInput = z.strictObject({
  monitor_id: idSchema('mon'),
  days: days.default(30),
  region: z.string().max(40).optional(),
});
export const lastDowntimeInput = z.strictObject({ monitor_id: idSchema('mon') });

export const downtimeEvent = z.strictObject({
  started_at: instant,
  /** Null while it is down. */
  ended_at: instant.nullable(),
  /** Where the check ran that proved it. */
  region: z.string().max(40).nullable(),
  cause: z.string().max(60).nullable(),
});
export type DowntimeEvent = z.output<typeof downtimeEvent>;

export const listSpansInput = z
  .strictObject({ monitor_id: idSchema('mon'), from: instantInput.optional(), to: instantInput.optional() })
  .superRefine(({ from, to }, ctx) => {
    if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)) {
      ctx.addIssue({ code: 'custom', path: ['to'], message: 'must be after from' });
    }
  });
export type ListSpansInput = z.input<typeof listSpansInput>;

export const spanView = z.strictObject({
  state: z.enum(spanStates),
  started_at: instant,
  ended_at: instant.nullable(),
  cause: z.string().max(60).nullable(),
  /** Why it was begun; null of the time after the last check, for which nobody vouches yet. */
  reason: z
    .object({
      rule: z.string().max(40),
      checks: z
        .array(z.object({ region: z.string().max(40), scheduled_at: instant, result: z.string().max(20) }))
        .max(50),
      /** Of heartbeats: the ping that said so, or the last one before it was missed. */
      ping: z
        .object({ n: z.int(), received_at: instant, kind: z.string().max(20) })
        .nullable()
        .optional(),
    })
    .nullable(),
});
export type SpanView = z.output<typeof spanView>;
