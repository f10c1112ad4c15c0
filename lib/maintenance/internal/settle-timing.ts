import { invalidField } from '@/lib/core/errors';
import { readWhen } from '@/lib/maintenance/rules/read-when';
import { findTimingFault, settleStart, type Timing } from '@/lib/maintenance/rules/windows';
import type { WhenInput } from '@/lib/maintenance/schema';

/** What a form or a call says of the time, by the database's clock. @throws ProductError `invalid` */
export function settleTiming(when: WhenInput, nowMs: number): Timing {
  const timing = readWhen(when, nowMs);
  const fault = findTimingFault(timing, nowMs);
  if (fault === null) return settleStart(timing, nowMs);
  throw invalidField(`/when/${fault.field}`, fault.detail, 'invalid_window');
}

/** As it is stored. */
export function toTimingColumns(timing: Timing) {
  switch (timing.kind) {
    case 'once':
      return {
        startsAt: new Date(timing.startsAtMs),
        endsAt: new Date(timing.endsAtMs),
        schedule: null,
        durationMinutes: null,
        untilAt: null,
      };
    case 'recurring':
      return {
        startsAt: null,
        endsAt: null,
        schedule: timing.schedule,
        durationMinutes: timing.durationMinutes,
        untilAt: timing.untilMs === null ? null : new Date(timing.untilMs),
      };
  }
}
