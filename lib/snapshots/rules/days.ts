import type { IncidentFacts } from '@/lib/snapshots/rules/facts';
import type { PageDay } from '@/lib/snapshots/rules/page-days';
import { type DayState, type DayView, dayStates } from '@/lib/snapshots/rules/page-view';
import type { SaidPeriod } from '@/lib/snapshots/rules/said-periods';
import { type Piece, watchedPieces } from '@/lib/snapshots/rules/watched-pieces';
import { floorRatio, type Interval } from '@/lib/spans/rules/uptime';
import type { ComponentStatus, UptimeFormula } from '@/lib/status-pages/constants';
import { publicId } from '@/lib/status-pages/rules/public-id';

/** Milliseconds. `weighted`: tenths of one, so that shares of them stay whole numbers. */
type Sums = {
  upMs: number;
  degradedMs: number;
  downMs: number;
  maintenanceMs: number;
  weightedTenths: number;
};

type History = { days: DayView[]; uptime: { ratio: number | null; coverageRatio: number | null } };

type Watched = {
  /** Ascending, without overlap. */
  intervals: readonly Interval[];
  watchedFromMs: number;
  /** What the page said of the component. */
  periods: readonly SaidPeriod[];
};

type Frame = {
  days: readonly PageDay[];
  nowMs: number;
  formula: UptimeFormula;
  incidents: ReadonlyMap<string, IncidentFacts>;
};

/** A component's days, and its uptime over all of them. */
export function historyOf({ intervals, watchedFromMs, periods }: Watched, frame: Frame): History {
  const { days, nowMs, formula } = frame;
  const sums = sumByDay(watchedPieces(intervals, periods), days);
  const fromMs = Math.max(days[0]?.fromMs ?? nowMs, watchedFromMs);
  const total = sums.reduce(add, emptySums());
  return {
    days: days.map((day, index) => {
      const own = sums[index] ?? emptySums();
      const said = periods.filter((period) => period.fromMs < day.toMs && period.toMs > day.fromMs);
      const endMs = Math.min(day.toMs, nowMs);
      return {
        day: day.day,
        state: stateOf(own, said),
        downMs: own.downMs,
        degradedMs: own.degradedMs,
        maintenanceMs: own.maintenanceMs,
        coverageRatio: watchedFromMs >= endMs ? null : floorRatio(watchedMs(own), endMs - day.fromMs),
        isMostlyUnknown: watchedMs(own) * 2 < endMs - Math.max(day.fromMs, watchedFromMs),
        uptimeRatio: ratioOf(own, formula),
        incidents: linksOf(said, frame.incidents),
      };
    }),
    uptime: { ratio: ratioOf(total, formula), coverageRatio: floorRatio(watchedMs(total), nowMs - fromMs) },
  };
}

function emptySums(): Sums {
  return { upMs: 0, degradedMs: 0, downMs: 0, maintenanceMs: 0, weightedTenths: 0 };
}

function add(one: Sums, other: Sums): Sums {
  return {
    upMs: one.upMs + other.upMs,
    degradedMs: one.degradedMs + other.degradedMs,
    downMs: one.downMs + other.downMs,
    maintenanceMs: one.maintenanceMs + other.maintenanceMs,
    weightedTenths: one.weightedTenths + other.weightedTenths,
  };
}

/** One pass over both: pieces and days ascend. */
function sumByDay(pieces: readonly Piece[], days: readonly PageDay[]): Sums[] {
  const sums = days.map(emptySums);
  let first = 0;
  for (const piece of pieces) {
    while (first < days.length && (days[first]?.toMs ?? 0) <= piece.fromMs) first += 1;
    for (let index = first; index < days.length; index += 1) {
      const [day, own] = [days[index], sums[index]];
      if (day === undefined || own === undefined || day.fromMs >= piece.toMs) break;
      spend(own, piece, Math.min(day.toMs, piece.toMs) - Math.max(day.fromMs, piece.fromMs));
    }
  }
  return sums;
}

function spend(sums: Sums, { state, said }: Piece, ms: number): void {
  if (ms <= 0) return;
  switch (state) {
    case 'up':
      sums.upMs += ms;
      sums.weightedTenths += ms * tenthsOf(said);
      return;
    case 'degraded':
      sums.degradedMs += ms;
      sums.weightedTenths += ms * tenthsOf(said);
      return;
    case 'down':
      sums.downMs += ms;
      // Words may weigh what was measured, not take it away.
      sums.weightedTenths += ms * (tenthsOf(said) || 10);
      return;
    case 'maintenance':
      sums.maintenanceMs += ms;
      return;
    case 'paused':
    case 'unknown':
      return;
  }
}

/** How much of a time a formula takes for lost. Source: Atlassian Statuspage, "Display historical uptime". */
function tenthsOf(said: ComponentStatus): number {
  return said === 'major_outage' ? 10 : said === 'partial_outage' ? 3 : 0;
}

function watchedMs({ upMs, degradedMs, downMs, maintenanceMs }: Sums): number {
  return upMs + degradedMs + downMs + maintenanceMs;
}

function ratioOf(sums: Sums, formula: UptimeFormula): number | null {
  const { upMs, degradedMs, downMs, weightedTenths } = sums;
  const countedMs = upMs + degradedMs + downMs;
  switch (formula) {
    case 'duration':
      return floorRatio(upMs + degradedMs, countedMs);
    case 'weighted':
      return floorRatio(countedMs * 10 - weightedTenths, countedMs * 10);
  }
}

const saidStates: Record<ComponentStatus, DayState> = {
  operational: 'no_data',
  under_maintenance: 'maintenance',
  degraded_performance: 'degraded',
  partial_outage: 'partial',
  major_outage: 'major',
};

/** From nothing known to worst; operational only where it was measured. */
const severity: readonly DayState[] = ['no_data', ...dayStates.filter((state) => state !== 'no_data')];

function stateOf({ upMs, degradedMs, downMs, maintenanceMs }: Sums, said: readonly SaidPeriod[]): DayState {
  const states = said.flatMap(({ status, fromMs, toMs }) => (toMs > fromMs ? [saidStates[status]] : []));
  if (upMs > 0) states.push('operational');
  if (maintenanceMs > 0) states.push('maintenance');
  if (degradedMs > 0) states.push('degraded');
  if (downMs > 0) states.push('major');
  return severity.findLast((state) => states.includes(state)) ?? 'no_data';
}

function linksOf(
  said: readonly SaidPeriod[],
  incidents: ReadonlyMap<string, IncidentFacts>,
): DayView['incidents'] {
  return [...new Set(said.map(({ incidentId }) => incidentId))].flatMap((id) => {
    const incident = incidents.get(id);
    return incident === undefined ? [] : [{ publicId: publicId(id), title: incident.title }];
  });
}
