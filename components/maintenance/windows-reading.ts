import { z } from 'zod';
import { validate } from '@/components/forms/validate';
import type { FieldError } from '@/lib/core/errors';
import { readWhen } from '@/lib/maintenance/rules/read-when';
import { findTimingFault, settleStart, type Window, windowsAfter } from '@/lib/maintenance/rules/windows';
import { whenInput } from '@/lib/maintenance/schema';
import { describeSchedule } from '@/lib/schedules/rules/describe-schedule';

export type WindowsReading =
  | { ok: true; words: string | null; windows: Window[] }
  | { ok: false; errors: readonly FieldError[] };

const shown = 5;
const input = z.object({ when: whenInput });

type Raw = { when: object; isRunning: boolean };

/** The next windows, and what is wrong with them, by the rules of the server. `isRunning`: its beginning is past. */
export function readWindows({ when, isRunning }: Raw, nowMs: number): WindowsReading {
  const parsed = validate(input, { when });
  if (!parsed.ok) return { ok: false, errors: parsed.error.errors };
  const timing = readWhen(parsed.data.when, nowMs);
  const fault = findTimingFault(timing, nowMs);
  if (fault !== null && !(isRunning && fault.field === 'starts_at')) {
    const pointer = `/when/${fault.field}`;
    return { ok: false, errors: [{ pointer, code: 'invalid_window', detail: fault.detail }] };
  }
  const settled = isRunning ? timing : settleStart(timing, nowMs);
  const afterMs = settled.kind === 'once' ? settled.startsAtMs - 1 : nowMs;
  return {
    ok: true,
    words: settled.kind === 'recurring' ? describeSchedule(settled.schedule) : null,
    windows: windowsAfter(settled, afterMs, shown),
  };
}
