import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { instantInput } from '@/lib/core/instant-input';

const ms = z.number().min(0).nullable();

export const getResponseTimesInput = z
  .strictObject({
    monitor_id: idSchema('mon'),
    /** The last so many days; in place of from and to. */
    days: z.coerce.number().int().min(1).max(3650).optional(),
    from: instantInput.optional(),
    to: instantInput.optional(),
    region: z.string().max(40).optional(),
    /** About how many buckets are wanted. */
    points: z.coerce.number().int().min(1).max(500).default(120),
  })
  .superRefine(({ days, from, to }, ctx) => {
    const say = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    if (days !== undefined && (from !== undefined || to !== undefined))
      say('days', 'give either days or from and to');
    if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to))
      say('to', 'must be after from');
  });
export type GetResponseTimesInput = z.input<typeof getResponseTimesInput>;

export const responseTimeBucket = z.strictObject({
  at: z.iso.datetime().max(40),
  /** Of answers (up and degraded); null in a bucket without any. */
  min_ms: ms,
  p50_ms: ms,
  p95_ms: ms,
  p99_ms: ms,
  max_ms: ms,
  checks: z.int(),
  failures: z.int(),
});
export type ResponseTimeBucket = z.output<typeof responseTimeBucket>;

export const responseTimesView = z.strictObject({
  from: z.iso.datetime().max(40),
  to: z.iso.datetime().max(40),
  bucket_seconds: z.int(),
  /** Over the whole window. */
  summary: responseTimeBucket.omit({ at: true }),
  buckets: z.array(responseTimeBucket).max(2000),
});
export type ResponseTimesView = z.output<typeof responseTimesView>;
