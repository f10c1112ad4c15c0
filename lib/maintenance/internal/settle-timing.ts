import { ProductError } from '@/lib/core/errors';
import { findTimingFault, settleStart, type Timing } from '@/lib/maintenance/rules/windows';
import type { WhenInput } from '@/lib/maintenance/schema';

const minuteMs = 60_000;

/** What a form or a call says of the time, by the database's clock. @throws ProductError `invalid` */
export function settleTiming(when: WhenInput, nowMs: number): Timing {
  const timing = readWhen(when, nowMs);
  const fault = findTimingFault(timing, nowMs);
  if (fault === null) return settleStart(timing, nowMs);
  const pointer = `/when/${fault.field}`;
  throw new ProductError('invalid', `${pointer}: ${fault.detail}`, {
    errors: [{ pointer, code: 'invalid_window', detail: fault.detail }],
  });
}

function readWhen(when: WhenInput, nowMs: number): Timing {
  switch (when.kind) {
    case 'now':
      return { kind: 'once', startsAtMs: nowMs, endsAtMs: nowMs + when.minutes * minuteMs };
    case 'once':
      return { kind: 'once', startsAtMs: Date.parse(when.starts_at), endsAtMs: Date.parse(when.ends_at) };
    case 'recurring': {
      const { schedule, duration_minutes: durationMinutes, until } = when;
      if (schedule.kind === 'period') throw new Error('the schema lets no period in');
      return {
        kind: 'recurring',
        schedule,
        durationMinutes,
        untilMs: until === null ? null : Date.parse(until),
      };
    }
  }
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
