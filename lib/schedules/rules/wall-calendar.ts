const dayMs = 86_400_000;

/** The wall times a schedule means. Lists ascend; weekdays run from 0, Sunday. */
export type WallCalendar = {
  matchesYear: (year: number) => boolean;
  months: ReadonlySet<number>;
  matchesDay: (date: WallDate) => boolean;
  hours: readonly number[];
  minutes: readonly number[];
  seconds: readonly number[];
};

export type WallDate = { day: number; weekday: number; lastDay: number; lastWeekday: number };

export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** The first wall time in [fromMs, untilMs] that the calendar means; both as if the wall clock were UTC. */
export function nextWallMs(calendar: WallCalendar, fromMs: number, untilMs: number): number | null {
  let midnightMs = Math.floor(fromMs / dayMs) * dayMs;
  let fromSecond = Math.ceil((fromMs - midnightMs) / 1000);
  const start = new Date(midnightMs);
  let year = start.getUTCFullYear();
  let month = start.getUTCMonth() + 1;
  let day = start.getUTCDate();

  while (midnightMs <= untilMs) {
    const lastDay = daysInMonth(year, month);
    const isMonthOut = !calendar.months.has(month) || !calendar.matchesYear(year);
    if (!isMonthOut && calendar.matchesDay(wallDate(midnightMs, day, lastDay))) {
      const second = secondOfDayFrom(calendar, fromSecond);
      if (second !== null) return within(midnightMs + second * 1000, untilMs);
    }
    const step = isMonthOut ? lastDay - day + 1 : 1;
    midnightMs += step * dayMs;
    fromSecond = 0;
    day += step;
    if (day > lastDay) {
      day = 1;
      month = month === 12 ? 1 : month + 1;
      if (month === 1) year += 1;
    }
  }
  return null;
}

function within(ms: number, untilMs: number): number | null {
  return ms <= untilMs ? ms : null;
}

/** `lastWeekday` is the last day of the month that is neither Saturday nor Sunday. */
function wallDate(midnightMs: number, day: number, lastDay: number): WallDate {
  const weekday = modulo(midnightMs / dayMs + 4, 7);
  const weekdayOfLast = modulo(weekday + lastDay - day, 7);
  const beforeLast = weekdayOfLast === 0 ? 2 : weekdayOfLast === 6 ? 1 : 0;
  return { day, weekday, lastDay, lastWeekday: lastDay - beforeLast };
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

function secondOfDayFrom(calendar: WallCalendar, fromSecond: number): number | null {
  for (const hour of calendar.hours) {
    if (hour * 3600 + 3599 < fromSecond) continue;
    for (const minute of calendar.minutes) {
      const base = hour * 3600 + minute * 60;
      if (base + 59 < fromSecond) continue;
      for (const second of calendar.seconds) if (base + second >= fromSecond) return base + second;
    }
  }
  return null;
}
