import type { SpanState } from '@/lib/monitors/constants';
import type { ComponentFacts, IncidentFacts } from '@/lib/snapshots/rules/facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import {
  builtAtMs,
  componentFacts,
  incidentFacts,
  pageFacts,
  updateFacts,
} from '@/lib/snapshots/testing/facts';
import type { Interval } from '@/lib/spans/rules/uptime';
import { type ComponentStatus, historyDays, type UptimeFormula } from '@/lib/status-pages/constants';
import { pageSettings } from '@/lib/status-pages/schema';

/** States and how long each lasted, the newest first: it ended when the page was built. */
export function lay(...parts: [state: SpanState, lengthMs: number][]): Interval[] {
  let toMs = builtAtMs;
  return parts
    .map(([state, lengthMs]) => {
      toMs -= lengthMs;
      return { state, fromMs: toMs, toMs: toMs + lengthMs };
    })
    .reverse();
}

export function watched(intervals: Interval[], watchedFromMs = 0): ComponentFacts {
  return componentFacts({ monitor: { status: 'up', watchedFromMs, intervals } });
}

/** Up but for what is given, ascending, from so many days ago until the page was built. */
export function upBut(
  troubles: readonly Interval[],
  { days = historyDays + 1 }: { days?: number } = {},
): ComponentFacts['monitor'] {
  const watchedFromMs = builtAtMs - days * 86_400_000;
  const intervals: Interval[] = [];
  let upFromMs = watchedFromMs;
  for (const trouble of troubles) {
    intervals.push({ state: 'up', fromMs: upFromMs, toMs: trouble.fromMs }, trouble);
    upFromMs = trouble.toMs;
  }
  intervals.push({ state: 'up', fromMs: upFromMs, toMs: builtAtMs });
  return { status: 'up', watchedFromMs, intervals: intervals.filter(({ fromMs, toMs }) => fromMs < toMs) };
}

export function historyOf(
  component: ComponentFacts,
  incidents: IncidentFacts[] = [],
  { formula = 'duration', timeZone = 'UTC' }: { formula?: UptimeFormula; timeZone?: string } = {},
) {
  const settings = pageSettings.parse({ uptime_formula: formula });
  const facts = pageFacts({ components: [component], incidents });
  const [view] = viewPage({ ...facts, page: { ...facts.page, settings, timeZone } }).components;
  if (view?.days === undefined || view.days === null || view.uptime === null) throw new Error('no history');
  const today = view.days.at(-1);
  if (today === undefined) throw new Error('no today');
  return { days: view.days, today, uptime: view.uptime, startDate: view.startDate };
}

export function saying(
  component: ComponentFacts,
  ...steps: [atMs: number, status: ComponentStatus][]
): IncidentFacts {
  const updates = steps.map(([displayAtMs, newStatus]) =>
    updateFacts({
      displayAtMs,
      affected: [{ componentId: component.id, name: 'x', oldStatus: 'operational', newStatus }],
    }),
  );
  return incidentFacts({ startedAtMs: steps[0]?.[0] ?? builtAtMs, updates: updates.reverse() });
}
