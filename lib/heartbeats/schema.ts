import { z } from 'zod';
import { heartbeatStates, maxGraceSeconds, maxOpenRuns, minGraceSeconds } from '@/lib/heartbeats/constants';
import { schedule } from '@/lib/schedules/schema';

const keywords = z.array(z.string().trim().min(1).max(200)).max(20).default([]);
const graceSeconds = z.number().int().min(minGraceSeconds).max(maxGraceSeconds);

/** When a job is to call, and what its calls mean. */
export const heartbeatSpec = z.strictObject({
  /** For people: what the job is, and where to look when it fails. */
  description: z.string().max(2000).default(''),
  schedule,
  /** How late it may be. */
  grace_seconds: graceSeconds.default(3600),
  /** How long a run may take, from its start; null: as long as the grace. */
  max_run_seconds: graceSeconds.nullable().default(null),
  /** A ping this much before its time counts for that time, so that a clock that runs ahead misses nothing. */
  early_tolerance_seconds: z.number().int().min(0).max(86_400).default(0),
  /** Pings by any other method are answered and logged, and change nothing. */
  post_only: z.boolean().default(false),
  /** Paused, it waits for a person instead of the next ping. */
  manual_resume: z.boolean().default(false),
  /** Words in the body of a ping that say more than its URL; failure goes before success, success before start. */
  filters: z
    .strictObject({ failure: keywords, success: keywords, start: keywords })
    .default({ failure: [], success: [], start: [] }),
});
export type HeartbeatSpec = z.output<typeof heartbeatSpec>;

/** The name of a heartbeat in its ping URL, under the ping key of its project. */
export const heartbeatSlug = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[a-z0-9_-]+$/, 'expected lower-case letters, digits, dashes and underscores');

const instant = z.iso.datetime().max(40);

export const heartbeatView = z.strictObject({
  /** Seen from now: `late` is past its time and within its grace. */
  state: z.enum(heartbeatStates),
  /** Of the last success or failure. */
  last_ping_at: instant.nullable(),
  last_success_at: instant.nullable(),
  /** When the next ping is to come; null while nothing is expected. */
  expected_at: instant.nullable(),
  /** When it is down unless a ping comes first. */
  deadline_at: instant.nullable(),
  running: z.boolean(),
  /** Runs that have begun and not ended. */
  runs: z.array(z.strictObject({ rid: z.string().max(36).nullable(), started_at: instant })).max(maxOpenRuns),
  ping_count: z.int(),
  consecutive_failures: z.int(),
  last_duration_ms: z.int().nullable(),
  /** As in “At 02:00, only on Monday (Europe/Berlin)”. */
  schedule_in_words: z.string().max(4000),
});
export type HeartbeatView = z.output<typeof heartbeatView>;
