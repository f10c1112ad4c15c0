import { type PageContext, pageHref } from '@/components/status-pages/public/page-context';
import { escapeHtml } from '@/lib/core/escape-markup';
import type { DayState, DayView } from '@/lib/snapshots/rules/page-view';
import { fillWords } from '@/lib/status-pages/rules/fill-words';

/** One letter each, for there are thousands. Half known and fine is `h`. */
const classes: Record<DayState, string> = {
  operational: 'o',
  maintenance: 'm',
  degraded: 'd',
  partial: 'p',
  major: 'x',
  no_data: 'n',
};

/**
 * The days of a component as cells of a table. Written as text: a page has thousands, and React would need longer for them than
 * for all the rest. What a cell holds is read out by a screen reader and shown where it is pointed at.
 */
export function dayCells(context: PageContext, days: readonly DayView[]): string {
  return days.map((day) => dayCell(context, day)).join('');
}

function dayCell(context: PageContext, day: DayView): string {
  const { words, formats } = context;
  const label = escapeHtml(formats.day(day.day));
  const facts = dayFacts(context, day).map((fact) => ` <span>${escapeHtml(fact)}</span>`);
  const links = day.incidents.map(
    ({ publicId, title }) =>
      ` <a href="${escapeHtml(pageHref(context, `incidents/${publicId}`))}">${escapeHtml(title)}</a>`,
  );
  const state = escapeHtml(words.dayStates[day.state]);
  const letter = day.state === 'operational' && day.isMostlyUnknown ? 'h' : classes[day.state];
  return `<td class=${letter}><p><b>${label}</b> <i>${state}</i>${facts.join('')}${links.join('')}</p></td>`;
}

function dayFacts({ words, formats }: PageContext, day: DayView): string[] {
  if (day.state === 'no_data') return [];
  const lasting = [
    { ms: day.downMs, text: words.downtime },
    { ms: day.degradedMs, text: words.degradedTime },
    { ms: day.maintenanceMs, text: words.maintenanceTime },
  ]
    .filter(({ ms }) => ms > 0)
    .map(({ ms, text }) => fillWords(text, { duration: formats.duration(ms) }));
  if (day.downMs <= 0 && (day.coverageRatio ?? 0) > 0) lasting.unshift(words.noDowntime);
  if (day.coverageRatio === null) return lasting;
  return [...lasting, fillWords(words.coverage, { percent: formats.percent(day.coverageRatio) })];
}
