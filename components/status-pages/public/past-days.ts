import type { MonthCount } from '@/components/status-pages/public/history-page';
import type { PastDay } from '@/components/status-pages/public/past-incidents';
import { dayOf, pageDays } from '@/lib/snapshots/rules/page-days';
import type { IncidentView, PageView } from '@/lib/snapshots/rules/page-view';

const shownDays = 14;
/** Older months are reached by the addresses of their incidents. */
const maxMonths = 120;

/** When an incident began, or a maintenance takes place. */
function dayOfIncident({ page }: PageView, { scheduledForMs, startedAtMs }: IncidentView): string {
  return dayOf(page.timeZone, scheduledForMs ?? startedAtMs);
}

/**
 * The last fourteen days, today first, with what is over of each; days in a row that had nothing are one entry. What goes on
 * stands at the top of the page.
 */
export function lastDays(view: PageView): PastDay[] {
  const ongoing = [...view.open, ...view.activeMaintenances];
  const current = new Set([...ongoing, ...view.upcomingMaintenances]);
  const over = view.all.filter((incident) => !current.has(incident));
  const byDay = groupByDay(view, over);
  const days = pageDays(view.page.timeZone, view.builtAtMs, shownDays).reverse();
  return joinQuiet(
    days.map(({ day }) => ({
      day,
      incidents: byDay.get(day) ?? [],
      ongoing: ongoing.filter((incident) => dayOfIncident(view, incident) === day),
    })),
  );
}

function joinQuiet(days: readonly PastDay[]): PastDay[] {
  const joined: PastDay[] = [];
  for (const day of days) {
    const newer = joined.at(-1);
    if (newer !== undefined && isQuiet(newer) && isQuiet(day)) {
      joined[joined.length - 1] = { ...newer, firstDay: day.day };
    } else joined.push(day);
  }
  return joined;
}

function isQuiet({ incidents, ongoing }: PastDay): boolean {
  return incidents.length + ongoing.length === 0;
}

/** From this month back to the first that had something, without a gap. */
export function monthsOf(view: PageView): MonthCount[] {
  const counts = new Map<string, number>();
  for (const incident of pastOf(view)) {
    const month = dayOfIncident(view, incident).slice(0, 7);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  const newest = dayOf(view.page.timeZone, view.builtAtMs).slice(0, 7);
  const oldest = [newest, ...counts.keys()].sort()[0] ?? newest;
  const months: MonthCount[] = [];
  for (let month = newest; month >= oldest && months.length < maxMonths; month = monthBefore(month)) {
    months.push({ month, count: counts.get(month) ?? 0 });
  }
  return months;
}

/** Days of a month on which something took place, newest first. */
export function pastDaysOfMonth(view: PageView, month: string): PastDay[] {
  const incidents = pastOf(view).filter((incident) => dayOfIncident(view, incident).startsWith(month));
  const byDay = groupByDay(view, incidents);
  return [...byDay]
    .map(([day, ofDay]) => ({ day, incidents: ofDay, ongoing: [] }))
    .sort((one, other) => (one.day < other.day ? 1 : -1));
}

/** What has begun: planned maintenance is no history yet. */
function pastOf(view: PageView): readonly IncidentView[] {
  return view.all.filter((incident) => !view.upcomingMaintenances.includes(incident));
}

function groupByDay(view: PageView, incidents: readonly IncidentView[]): Map<string, IncidentView[]> {
  const byDay = new Map<string, IncidentView[]>();
  for (const incident of incidents) {
    const day = dayOfIncident(view, incident);
    byDay.set(day, [...(byDay.get(day) ?? []), incident]);
  }
  return byDay;
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
}
