import { escapeText, joinLines, utcTime } from '@/lib/schedules/rules/ical';
import type { IncidentView, PageView } from '@/lib/snapshots/rules/page-view';
import { markdownText } from '@/lib/status-pages/rules/markdown';

/** Past ones are kept, so that a calendar that comes again finds out how they ended. */
const maxMaintenances = 50;

/** The announced maintenance of a page as an iCalendar object (RFC 5545, RFC 7986): what is to come, and the newest of the past. */
export function pageCalendar(view: PageView): string {
  const maintenances = view.all.filter(({ kind }) => kind === 'maintenance').slice(0, maxMaintenances);
  const missing = [...view.activeMaintenances, ...view.upcomingMaintenances].filter(
    (one) => !maintenances.includes(one),
  );
  return calendarOf(view, [...maintenances, ...missing]);
}

/** One maintenance, to be put into a calendar by hand. */
export function maintenanceCalendar(view: PageView, maintenance: IncidentView): string {
  return calendarOf(view, [maintenance]);
}

function calendarOf({ page }: PageView, maintenances: readonly IncidentView[]): string {
  return joinLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Stillup//Status page//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(page.name)}`,
    `X-WR-CALNAME:${escapeText(page.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...maintenances.flatMap((maintenance) => eventLines(maintenance, page.url)),
    'END:VCALENDAR',
  ]);
}

function eventLines(maintenance: IncidentView, pageUrl: string): string[] {
  const { publicId, title, path, startedAtMs, scheduledForMs, scheduledUntilMs, createdAtMs } = maintenance;
  const fromMs = scheduledForMs ?? startedAtMs;
  const changedMs = changedAtMs(maintenance);
  return [
    'BEGIN:VEVENT',
    // Of the maintenance alone: a page that gets another address keeps its events.
    `UID:maintenance-${publicId}@stillup`,
    // RFC 5545, 3.8.7.4: grows with each revision.
    `SEQUENCE:${Math.max(0, Math.floor((changedMs - createdAtMs) / 1000))}`,
    `DTSTAMP:${utcTime(changedMs)}`,
    `CREATED:${utcTime(createdAtMs)}`,
    `LAST-MODIFIED:${utcTime(changedMs)}`,
    `DTSTART:${utcTime(fromMs)}`,
    `DTEND:${utcTime(Math.max(scheduledUntilMs ?? 0, fromMs + 60_000))}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(descriptionOf(maintenance))}`,
    `URL:${pageUrl}/${path}`,
    `STATUS:${isCalledOff(maintenance) ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function changedAtMs({ updatedAtMs, updates }: IncidentView): number {
  return updates.reduce((newest, update) => Math.max(newest, update.updatedAtMs), updatedAtMs);
}

function descriptionOf({ updates, componentNames }: IncidentView): string {
  const words = updates[0] === undefined ? '' : markdownText(updates[0].body);
  return [words, componentNames.join(', ')].filter((part) => part !== '').join('\n\n');
}

/** Completed without ever having begun. */
function isCalledOff({ status, updates }: IncidentView): boolean {
  return (
    status === 'completed' &&
    !updates.some((update) => update.status === 'in_progress' || update.status === 'verifying')
  );
}
