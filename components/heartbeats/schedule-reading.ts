import { validate } from '@/components/forms/validate';
import type { FieldError } from '@/lib/core/errors';
import { describeSchedule } from '@/lib/schedules/rules/describe-schedule';
import { runsBetween } from '@/lib/schedules/rules/runs-between';
import { type Schedule, schedule } from '@/lib/schedules/schema';

export type ScheduleReading =
  | { ok: true; schedule: Schedule; words: string; runsMs: readonly number[] }
  | { ok: false; errors: readonly FieldError[] };

const shownRuns = 5;
const horizonMs = 10 * 366 * 86_400_000;

/** What a schedule says, by the rules of the server; the pointers are those of the whole form. */
export function readSchedule(raw: unknown, nowMs: number): ScheduleReading {
  const checked = validate(schedule, raw);
  if (!checked.ok) {
    const errors = checked.error.errors.map((error) => ({
      ...error,
      pointer: `/spec/schedule${error.pointer}`,
    }));
    return { ok: false, errors };
  }
  return {
    ok: true,
    schedule: checked.data,
    words: describeSchedule(checked.data),
    runsMs: runsBetween(checked.data, nowMs, nowMs + horizonMs, shownRuns),
  };
}
