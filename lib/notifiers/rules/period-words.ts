import type { ReportMessage } from '@/lib/notifiers/rules/message';
import { zoneClock } from '@/lib/schedules/rules/zone-time';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Of a report, in its own zone: `Mon 23 Feb 2026 to Sun 1 Mar 2026, Europe/Berlin`. */
export function periodText({
  from,
  to,
  time_zone: zone,
}: Pick<ReportMessage, 'from' | 'to' | 'time_zone'>): string {
  const first = dayText(Date.parse(from), zone);
  const last = dayText(Date.parse(to) - 1, zone);
  return `${first === last ? first : `${first} to ${last}`}, ${zone.replaceAll('_', ' ')}`;
}

function dayText(ms: number, zone: string): string {
  const wall = new Date(ms + zoneClock(zone).segmentAt(ms).offsetMs);
  const month = months[wall.getUTCMonth()];
  return `${weekdays[wall.getUTCDay()]} ${wall.getUTCDate()} ${month} ${wall.getUTCFullYear()}`;
}
