import type { OnCallShiftView } from '@/lib/on-call/schema';
import { firstInstantOf, zoneClock } from '@/lib/schedules/rules/zone-time';

/** A stretch of a line of the timeline; nobody is on call where there is no `name`. */
export type Bar = {
  userId: string | null;
  name: string;
  fromMs: number;
  toMs: number;
  isOverride: boolean;
};

const dayMs = 86_400_000;

/** Shifts one after the other of the same person become one; an override stays apart. */
export function barsOf(shifts: readonly OnCallShiftView[]): Bar[] {
  const bars: Bar[] = [];
  for (const { user_id, name, starts_at, ends_at, layer_id } of shifts) {
    const [fromMs, toMs] = [Date.parse(starts_at), Date.parse(ends_at)];
    const isOverride = layer_id === null;
    const last = bars.at(-1);
    if (last?.userId === user_id && last.toMs === fromMs && last.isOverride === isOverride) last.toMs = toMs;
    else bars.push({ userId: user_id, name, fromMs, toMs, isOverride });
  }
  return bars;
}

/** With what lies between them, before and after, as stretches without anybody. */
export function withGaps(bars: readonly Bar[], fromMs: number, toMs: number): Bar[] {
  const all: Bar[] = [];
  let cursorMs = fromMs;
  const fill = (untilMs: number) => {
    if (cursorMs < untilMs) {
      all.push({ userId: null, name: '', fromMs: cursorMs, toMs: untilMs, isOverride: false });
    }
  };
  for (const bar of bars) {
    fill(bar.fromMs);
    all.push(bar);
    cursorMs = bar.toMs;
  }
  fill(toMs);
  return all;
}

/** The midnights of a place within [fromMs, toMs), and whether a week begins there. */
export function midnights(
  timeZone: string,
  fromMs: number,
  toMs: number,
): { ms: number; isMonday: boolean }[] {
  const clock = zoneClock(timeZone);
  const found: { ms: number; isMonday: boolean }[] = [];
  const firstDay = Math.floor((fromMs + clock.segmentAt(fromMs).offsetMs) / dayMs);
  for (let day = firstDay; ; day += 1) {
    const { ms } = firstInstantOf(clock, day * dayMs);
    if (ms >= toMs) return found;
    // The first of January 1970 was a Thursday.
    if (ms >= fromMs) found.push({ ms, isMonday: (((day + 3) % 7) + 7) % 7 === 0 });
  }
}

/** “Ada Lovelace” → “AL”, for where there is no room for a name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/u).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
}
