import { firstInstantOf, zoneClock } from '@/lib/schedules/rules/zone-time';

/** What an input of the kind `datetime-local` shows for an instant in a place; empty where the place is not known. */
export function wallText(ms: number, timeZone: string): string {
  try {
    const { offsetMs } = zoneClock(timeZone).segmentAt(ms);
    return new Date(ms + offsetMs).toISOString().slice(0, 16);
  } catch {
    return '';
  }
}

/** The instant at which the clocks of a place show it; empty for what cannot be read. */
export function instantOfWall(text: string, timeZone: string): string {
  const wallMs = Date.parse(`${text}Z`);
  if (Number.isNaN(wallMs)) return '';
  try {
    return new Date(firstInstantOf(zoneClock(timeZone), wallMs).ms).toISOString();
  } catch {
    return '';
  }
}

const dayMs = 86_400_000;

/** Nine o'clock on the Monday of the week in which an instant lies there. */
export function mondayMorning(ms: number, timeZone: string): string {
  const wallMs = Date.parse(`${wallText(ms, timeZone).slice(0, 10)}T00:00Z`);
  if (Number.isNaN(wallMs)) return '';
  const daysSinceMonday = (new Date(wallMs).getUTCDay() + 6) % 7;
  return `${new Date(wallMs - daysSinceMonday * dayMs).toISOString().slice(0, 10)}T09:00`;
}
