import { escapeText, joinLines, utcTime } from '@/lib/schedules/rules/ical';

/** One entry of a calendar. `changedMs`: when what it tells was last changed, so that the same is written the same. */
export type CalendarEvent = {
  uid: string;
  fromMs: number;
  toMs: number;
  summary: string;
  description: string;
  url: string;
  changedMs: number;
};

export type Calendar = { name: string; events: readonly CalendarEvent[] };

/** An iCalendar object (RFC 5545) with the properties by which calendar programs name it and come again (RFC 7986). */
export function renderCalendar({ name, events }: Calendar): string {
  return joinLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Stillup//On-call//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]);
}

function eventLines({ uid, fromMs, toMs, summary, description, url, changedMs }: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${utcTime(changedMs)}`,
    `DTSTART:${utcTime(fromMs)}`,
    `DTEND:${utcTime(toMs)}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}
