import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { instantInput } from '@/lib/core/instant-input';
import { pageInput } from '@/lib/core/paging';
import { pingActions } from '@/lib/heartbeats/constants';
import { pingBodyEncodings, runOutcomes } from '@/lib/pings/constants';

const instant = z.iso.datetime().max(40);
const count = z.int().min(0);

type Window = { from?: string | undefined; to?: string | undefined };

function checkWindow({ from, to }: Window, ctx: z.RefinementCtx): void {
  if (from === undefined || to === undefined || Date.parse(from) < Date.parse(to)) return;
  ctx.addIssue({ code: 'custom', path: ['to'], message: 'must be after from' });
}

const window = { monitor_id: idSchema('mon'), from: instantInput.optional(), to: instantInput.optional() };

export const listPingsInput = z
  .strictObject({ ...window, kind: z.enum(pingActions).optional(), ...pageInput })
  .superRefine(checkWindow);
export type ListPingsInput = z.input<typeof listPingsInput>;

export const getPingInput = z.strictObject({
  monitor_id: idSchema('mon'),
  n: z.coerce.number().int().min(1).max(2_147_483_647),
});

export const listRunsInput = z.strictObject(window).superRefine(checkWindow);
export type ListRunsInput = z.input<typeof listRunsInput>;

export const getRunTimesInput = z
  .strictObject({ ...window, points: z.coerce.number().int().min(1).max(400).default(120) })
  .superRefine(checkWindow);

export const pingView = z.strictObject({
  /** Counts the pings of a monitor from 1. */
  n: z.int().min(1),
  received_at: instant,
  kind: z.enum(pingActions),
  /** Answered and logged, and otherwise as if it had not come. */
  is_ignored: z.boolean(),
  exit_status: z.int().nullable(),
  signal: z.string().max(20).nullable(),
  rid: z.string().max(36).nullable(),
  /** From the start of the same run, or as the client told it. */
  duration_ms: count.nullable(),
  method: z.string().max(20),
  user_agent: z.string().max(200).nullable(),
  address: z.string().max(100).nullable(),
  body_bytes: count,
});
export type PingView = z.output<typeof pingView>;

export const pingDetailView = z.strictObject({
  ...pingView.shape,
  /** What it brought along, verbatim; null where it brought nothing. */
  body: z.string().max(1_500_000).nullable(),
  /** `base64` where the bytes are not UTF-8. */
  body_encoding: z.enum(pingBodyEncodings).nullable(),
});
export type PingDetailView = z.output<typeof pingDetailView>;

export const runView = z.strictObject({
  outcome: z.enum(runOutcomes),
  /** When it was to come; null where nothing was planned, or where a plan begins with it. */
  expected_at: instant.nullable(),
  /** Null where no start was sent. */
  started_at: instant.nullable(),
  /** Null while it runs, where it never ended, and where none came. */
  ended_at: instant.nullable(),
  /** From its time to its first sign of life; negative where it came early. */
  lateness_seconds: z.number().nullable(),
  duration_ms: count.nullable(),
  rid: z.string().max(36).nullable(),
  /** The ping that ended it, or the one that began it. */
  ping_n: z.int().nullable(),
  exit_status: z.int().nullable(),
  signal: z.string().max(20).nullable(),
});
export type RunView = z.output<typeof runView>;

export const runsView = z.strictObject({
  /** Later than asked for where there is more than one answer holds: it has the latest. */
  from: instant,
  to: instant,
  is_cut: z.boolean(),
  runs: z.array(runView).max(5000),
});
export type RunsView = z.output<typeof runsView>;

const ms = z.number().min(0).nullable();

export const runTimesView = z.strictObject({
  from: instant,
  to: instant,
  bucket_seconds: z.int(),
  buckets: z
    .array(
      z.strictObject({
        at: instant,
        /** Of runs that ended and whose time is known, failed ones included; null in a bucket without any. */
        min_ms: ms,
        p50_ms: ms,
        p95_ms: ms,
        max_ms: ms,
        runs: count,
        failures: count,
      }),
    )
    .max(1000),
});
export type RunTimesView = z.output<typeof runTimesView>;
