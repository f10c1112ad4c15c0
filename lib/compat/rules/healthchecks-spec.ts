import { z } from 'zod';
import { type Schedule, schedule as scheduleSchema } from '@/lib/schedules/schema';

const seconds = z.number().int().min(60).max(31_536_000).optional();
const keywords = z.string().max(200).optional();
const flag = z.boolean().optional();

/** What Healthchecks' clients send to create or change a check. What it does not name is ignored, as there. */
const checkSpec = z.looseObject({
  channels: z.string().max(10_000).optional(),
  desc: z.string().max(2000).optional(),
  failure_kw: keywords,
  filter_body: flag,
  filter_default_fail: flag,
  filter_http_body: flag,
  filter_subject: flag,
  grace: seconds,
  manual_resume: flag,
  methods: z.enum(['', 'POST']).optional(),
  name: z.string().max(100).optional(),
  schedule: z.string().max(100).optional(),
  slug: z
    .string()
    .max(100)
    .regex(/^[a-z0-9_-]*$/)
    .optional(),
  start_kw: keywords,
  subject: keywords,
  subject_fail: keywords,
  success_kw: keywords,
  tags: z.string().max(500).optional(),
  timeout: seconds,
  tz: z.string().max(60).optional(),
  unique: z
    .array(z.enum(['name', 'slug', 'tags', 'timeout', 'grace']))
    .max(20)
    .optional(),
});
export type CheckSpec = z.output<typeof checkSpec>;

/** @returns the spec, or the first fault in the words that Healthchecks' clients know. */
export function readCheckSpec(json: unknown): { spec: CheckSpec } | { error: string } {
  const parsed = checkSpec.safeParse(json);
  if (!parsed.success) return { error: `json validation error: ${explain(parsed.error.issues[0])}` };
  const unsupported = findUnsupported(parsed.data);
  return unsupported === null ? { spec: parsed.data } : { error: unsupported };
}

function explain(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'value is not an object';
  const [name, index] = issue.path;
  if (name === undefined) return 'value is not an object';
  const subject = index === undefined ? String(name) : `an item in '${String(name)}'`;
  return `${subject} ${complaint(issue)}`;
}

function complaint(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'is not a number' : `is not ${articles[issue.expected] ?? 'valid'}`;
    case 'too_big':
      return issue.origin === 'number' ? 'is too large' : 'is too long';
    case 'too_small':
      return 'is too small';
    case 'invalid_format':
      return 'does not match pattern';
    default:
      return 'has unexpected value';
  }
}

const articles: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  array: 'an array',
};

/** What would be accepted and then not done. */
function findUnsupported(spec: CheckSpec): string | null {
  const byMail = (['filter_subject', 'filter_body'] as const).find((name) => spec[name] === true);
  const subject = (['subject', 'subject_fail'] as const).find((name) => (spec[name] ?? '') !== '');
  const name = byMail ?? subject;
  if (name !== undefined) return `${name} is not supported: pings do not come by e-mail here`;
  if (spec.filter_default_fail === true) {
    return 'filter_default_fail is not supported: without a keyword a ping means what its URL says';
  }
  return null;
}

/**
 * The schedule that a spec asks for: `schedule` goes before `timeout`; a zone alone moves the schedule there is.
 * Null where it asks for none.
 */
export function readSchedule(
  spec: CheckSpec,
  current: Schedule | null,
): { schedule: Schedule | null } | { error: string } {
  const zoned = current !== null && current.kind !== 'period' ? current : null;
  const expression = spec.schedule ?? (spec.tz !== undefined ? zoned?.expression : undefined);
  if (spec.tz !== undefined && !isZone(spec.tz)) return fault('tz is not a valid timezone');
  if (expression === undefined || expression === '') {
    if (spec.timeout === undefined) return { schedule: null };
    return { schedule: { kind: 'period', period_seconds: spec.timeout } };
  }
  const time_zone = spec.tz ?? zoned?.time_zone ?? 'UTC';
  const parsed = scheduleSchema.safeParse({ kind: guessKind(expression), expression, time_zone });
  if (parsed.success) return { schedule: parsed.data };
  return fault('schedule is not a valid cron or OnCalendar expression');
}

/** One line of five fields is cron, all else systemd's calendar. */
function guessKind(expression: string): 'cron' | 'oncalendar' {
  const isLine = !expression.trim().includes('\n');
  return isLine && expression.trim().split(/\s+/).length === 5 ? 'cron' : 'oncalendar';
}

function isZone(time_zone: string): boolean {
  return scheduleSchema.safeParse({ kind: 'cron', expression: '* * * * *', time_zone }).success;
}

function fault(text: string): { error: string } {
  return { error: `json validation error: ${text}` };
}
