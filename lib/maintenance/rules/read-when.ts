import type { Timing } from '@/lib/maintenance/rules/windows';
import type { WhenInput } from '@/lib/maintenance/schema';

const minuteMs = 60_000;

/** What was asked for, as the rules take it. */
export function readWhen(when: WhenInput, nowMs: number): Timing {
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
