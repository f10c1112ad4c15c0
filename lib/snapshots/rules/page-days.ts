import { firstInstantOf, zoneClock } from '@/lib/schedules/rules/zone-time';

/** A day of a zone: `YYYY-MM-DD`, of 23 or 25 hours where the clocks are changed. */
export type PageDay = { day: string; fromMs: number; toMs: number };

const dayMs = 86_400_000;

/** The last `count` days of a zone until the one that `nowMs` falls in, ascending. */
export function pageDays(timeZone: string, nowMs: number, count: number): PageDay[] {
  const clock = zoneClock(timeZone);
  const beginOf = (day: number) => firstInstantOf(clock, day * dayMs).ms;
  let today = Math.floor((nowMs + clock.segmentAt(nowMs).offsetMs) / dayMs);
  // Where the clocks went back over midnight, the day before is shown again after this one has begun.
  if (beginOf(today + 1) <= nowMs) today += 1;
  return Array.from({ length: count }, (_, index) => {
    const day = today - count + 1 + index;
    return { day: nameOf(day), fromMs: beginOf(day), toMs: beginOf(day + 1) };
  });
}

/** The day of a zone in which an instant lies. */
export function dayOf(timeZone: string, ms: number): string {
  return nameOf(Math.floor((ms + zoneClock(timeZone).segmentAt(ms).offsetMs) / dayMs));
}

function nameOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
