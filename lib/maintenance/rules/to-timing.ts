import type { Timing } from '@/lib/maintenance/rules/windows';
import { schedule } from '@/lib/schedules/schema';

/** As it is stored. */
export type StoredTiming = {
  startsAt: Date | null;
  endsAt: Date | null;
  schedule: unknown;
  durationMinutes: number | null;
  untilAt: Date | null;
};

/** Null for what no verb stores, so that one row cannot fail a batch. */
export function toTiming(stored: StoredTiming): Timing | null {
  const { startsAt, endsAt, durationMinutes, untilAt } = stored;
  if (startsAt !== null && endsAt !== null) {
    return { kind: 'once', startsAtMs: startsAt.getTime(), endsAtMs: endsAt.getTime() };
  }
  const parsed = schedule.safeParse(stored.schedule);
  if (!parsed.success || parsed.data.kind === 'period' || durationMinutes === null) return null;
  return { kind: 'recurring', schedule: parsed.data, durationMinutes, untilMs: untilAt?.getTime() ?? null };
}
