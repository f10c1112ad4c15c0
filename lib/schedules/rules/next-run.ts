import { parseCalendar } from '@/lib/schedules/rules/calendar-expression';
import { nextCalendarMs } from '@/lib/schedules/rules/calendar-next';
import { parseCron } from '@/lib/schedules/rules/cron-expression';
import { nextCronMs } from '@/lib/schedules/rules/cron-next';
import { canonicalTimeZone } from '@/lib/schedules/rules/time-zone';
import { zoneClock } from '@/lib/schedules/rules/zone-time';
import type { Schedule } from '@/lib/schedules/schema';

const horizonMs = 10 * 366 * 86_400_000;
const maxCompiled = 5_000;

type Compiled = {
  next: (afterMs: number) => number | null;
  /** The last answer holds for every instant from the one asked about up to itself. */
  askedMs: number;
  answeredMs: number;
};

const compiledByText = new Map<string, Compiled>();

/**
 * The first run strictly after `afterMs`; null when there is none within ten years, and, so that one stored schedule
 * cannot fail a batch, when it is none that `schema.ts` lets in. A period counts from `afterMs`.
 */
export function nextRunMs(schedule: Schedule, afterMs: number): number | null {
  if (schedule.kind === 'period') return afterMs + schedule.period_seconds * 1000;
  const compiled = compiledFor(schedule);
  if (afterMs >= compiled.askedMs && afterMs < compiled.answeredMs) return compiled.answeredMs;
  const nextMs = compiled.next(afterMs);
  if (nextMs !== null) {
    compiled.askedMs = afterMs;
    compiled.answeredMs = nextMs;
  }
  return nextMs;
}

type TimedSchedule = Exclude<Schedule, { kind: 'period' }>;

function compiledFor(schedule: TimedSchedule): Compiled {
  const text = `${schedule.kind} ${schedule.time_zone} ${schedule.expression}`;
  const kept = compiledByText.get(text);
  if (kept !== undefined) return kept;
  const compiled = { next: compile(schedule), askedMs: 0, answeredMs: Number.NEGATIVE_INFINITY };
  const [oldest] = compiledByText.keys();
  if (compiledByText.size >= maxCompiled && oldest !== undefined) compiledByText.delete(oldest);
  compiledByText.set(text, compiled);
  return compiled;
}

function compile({ kind, expression, time_zone }: TimedSchedule): Compiled['next'] {
  if (canonicalTimeZone(time_zone) === null) return () => null;
  const clock = zoneClock(time_zone);
  if (kind === 'cron') {
    const cron = parseCron(expression);
    return typeof cron === 'string' ? () => null : (afterMs) => nextCronMs(cron, clock, afterMs, horizonMs);
  }
  const events = parseCalendar(expression);
  return typeof events === 'string'
    ? () => null
    : (afterMs) => nextCalendarMs(events, clock, afterMs, horizonMs);
}
