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

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The last time that the clocks of a place showed nine o'clock on a Monday, as seen from an instant. */
export function mondayMorning(ms: number, timeZone: string): string {
  // As if days began at nine: before that it is still Sunday, and what begins today would not have begun yet.
  const shiftedMs = Date.parse(`${wallText(ms, timeZone)}Z`) - 9 * hourMs;
  if (Number.isNaN(shiftedMs)) return '';
  const daysSinceMonday = (new Date(shiftedMs).getUTCDay() + 6) % 7;
  return `${new Date(shiftedMs - daysSinceMonday * dayMs).toISOString().slice(0, 10)}T09:00`;
}
