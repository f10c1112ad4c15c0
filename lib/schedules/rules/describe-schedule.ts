import { parseCalendar } from '@/lib/schedules/rules/calendar-expression';
import { describeCron } from '@/lib/schedules/rules/describe-cron';
import type { Schedule } from '@/lib/schedules/schema';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** One English sentence without a full stop: "Every 5 minutes", "At 02:00, only on Monday (Europe/Berlin)". */
export function describeSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'period':
      return describePeriod(schedule.period_seconds);
    case 'cron':
      return `${cronInWords(schedule.expression)} (${schedule.time_zone})`;
    case 'oncalendar':
      return describeCalendar(schedule.expression, schedule.time_zone);
  }
}

const maxKept = 5_000;
const keptWords = new Map<string, string>();

/** Every list of monitors asks for the words of all its schedules again. */
function cronInWords(expression: string): string {
  const kept = keptWords.get(expression);
  if (kept !== undefined) return kept;
  const words = describeCron(expression);
  const [oldest] = keptWords.keys();
  if (keptWords.size >= maxKept && oldest !== undefined) keptWords.delete(oldest);
  keptWords.set(expression, words);
  return words;
}

function describePeriod(seconds: number): string {
  let rest = seconds;
  const parts = units.flatMap(([word, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [{ word, count }];
  });
  const [only] = parts;
  if (parts.length === 1 && only?.count === 1) return `Every ${only.word}`;
  return `Every ${parts.map(({ word, count }) => `${count} ${word}${count === 1 ? '' : 's'}`).join(' ')}`;
}

/** The zone of the schedule is told unless every event names its own. */
function describeCalendar(expression: string, timeZone: string): string {
  const lines = expression.split('\n').flatMap((line) => line.trim() || []);
  const events = parseCalendar(expression);
  const isNamed = typeof events !== 'string' && events.every((event) => event.timeZone !== null);
  const zone = isNamed ? '' : ` (${timeZone})`;
  return `At each systemd calendar event ${lines.map((line) => `“${line}”`).join(' or ')}${zone}`;
}
