import { maxOnceDays } from '@/lib/maintenance/constants';
import { nextRunMs } from '@/lib/schedules/rules/next-run';
import type { Schedule } from '@/lib/schedules/schema';

/** When a maintenance takes place. Instants are milliseconds since the epoch. */
export type Timing =
  | { kind: 'once'; startsAtMs: number; endsAtMs: number }
  | {
      kind: 'recurring';
      schedule: Exclude<Schedule, { kind: 'period' }>;
      durationMinutes: number;
      /** No window begins after it. */
      untilMs: number | null;
    };

/** Half open: the work is over at `endsAtMs`. */
export type Window = { startsAtMs: number; endsAtMs: number };

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** Enough to see a year of hourly windows, and every change of the clocks that a daily one meets. */
const maxLookedAt = 2_000;
const horizonMs = 4 * 366 * dayMs;
/** A form takes a while to be filled in: what was to begin just now begins now. */
const belatedMs = 5 * minuteMs;

/** The first window that begins strictly after `afterMs`, or null where none does. */
export function nextWindow(timing: Timing, afterMs: number): Window | null {
  switch (timing.kind) {
    case 'once': {
      const { startsAtMs, endsAtMs } = timing;
      return startsAtMs > afterMs ? { startsAtMs, endsAtMs } : null;
    }
    case 'recurring': {
      const startsAtMs = nextRunMs(timing.schedule, afterMs);
      if (startsAtMs === null || (timing.untilMs !== null && startsAtMs > timing.untilMs)) return null;
      return { startsAtMs, endsAtMs: startsAtMs + timing.durationMinutes * minuteMs };
    }
  }
}

/** At most `max` windows that begin after `afterMs`, ascending; none before the one before it is over. */
export function windowsAfter(timing: Timing, afterMs: number, max: number): Window[] {
  const windows: Window[] = [];
  let window = nextWindow(timing, afterMs);
  while (window !== null && windows.length < max) {
    windows.push(window);
    window = nextWindow(timing, window.endsAtMs - 1);
  }
  return windows;
}

export type TimingFault = {
  field: 'starts_at' | 'ends_at' | 'schedule' | 'duration_minutes' | 'until';
  detail: string;
};

/** Why a maintenance cannot be planned so, or null. For a new one, or one whose times were changed. */
export function findTimingFault(timing: Timing, nowMs: number): TimingFault | null {
  switch (timing.kind) {
    case 'once':
      return findOnceFault(timing, nowMs);
    case 'recurring': {
      if (nextWindow(timing, nowMs) === null) {
        const isCut = timing.untilMs !== null && nextRunMs(timing.schedule, nowMs) !== null;
        return isCut
          ? { field: 'until', detail: 'no window begins before it' }
          : { field: 'schedule', detail: 'never comes within the next ten years' };
      }
      return findOverlap(timing, nowMs);
    }
  }
}

function findOnceFault(
  { startsAtMs, endsAtMs }: Extract<Timing, { kind: 'once' }>,
  nowMs: number,
): TimingFault | null {
  if (endsAtMs <= startsAtMs) return { field: 'ends_at', detail: 'must be after the start' };
  if (endsAtMs - startsAtMs > maxOnceDays * dayMs) {
    return { field: 'ends_at', detail: `must be at most ${maxOnceDays} days after the start` };
  }
  if (endsAtMs <= nowMs) return { field: 'ends_at', detail: 'must be in the future' };
  if (startsAtMs < nowMs - belatedMs) {
    return { field: 'starts_at', detail: 'must not be in the past: what has happened stays as it was seen' };
  }
  return null;
}

function findOverlap(timing: Extract<Timing, { kind: 'recurring' }>, nowMs: number): TimingFault | null {
  const durationMs = timing.durationMinutes * minuteMs;
  const endMs = nowMs + horizonMs;
  let startMs = nextRunMs(timing.schedule, nowMs);
  for (let looked = 0; looked < maxLookedAt && startMs !== null && startMs < endMs; looked += 1) {
    const nextMs = nextRunMs(timing.schedule, startMs);
    if (nextMs !== null && nextMs - startMs < durationMs && !isPast(timing.untilMs, nextMs)) {
      const minutes = Math.floor((nextMs - startMs) / minuteMs);
      const day = new Date(startMs).toISOString().slice(0, 10);
      const detail = `windows would overlap: on ${day} the next one begins after ${minutes} minutes`;
      return { field: 'duration_minutes', detail };
    }
    startMs = nextMs;
  }
  return null;
}

function isPast(untilMs: number | null, ms: number): boolean {
  return untilMs !== null && ms > untilMs;
}

/** What is to begin just now, or began while the form was filled in, begins now: nothing is hidden afterwards. */
export function settleStart(timing: Timing, nowMs: number): Timing {
  if (timing.kind !== 'once' || timing.startsAtMs >= nowMs) return timing;
  return { ...timing, startsAtMs: nowMs };
}
