import { type RunOutcome, runOutcomes } from '@/lib/pings/constants';

export const outcomeWords: Record<RunOutcome, string> = {
  ok: 'On time',
  late: 'Late',
  failed: 'Failed',
  overrun: 'Too long',
  running: 'Running',
  unplanned: 'Unplanned',
  missed: 'Missed',
  awaited: 'Awaited',
  unwatched: 'Not monitored',
};

export const outcomeColor: Record<RunOutcome, string> = {
  ok: 'var(--up)',
  late: 'var(--degraded)',
  failed: 'var(--down)',
  overrun: 'var(--partial)',
  running: 'var(--maintenance)',
  unplanned: 'var(--line-strong)',
  missed: 'var(--down)',
  awaited: 'var(--nodata)',
  unwatched: 'var(--nodata)',
};

/** What is worst comes first where one mark must stand for several. */
export const worstOutcomeFirst: readonly RunOutcome[] = [
  'missed',
  'failed',
  'overrun',
  'late',
  'running',
  'awaited',
  'ok',
  'unplanned',
  'unwatched',
];

const plain: Record<RunOutcome, string> = {
  ok: 'on time',
  late: 'late',
  failed: 'failed',
  overrun: 'took too long',
  running: 'running',
  unplanned: 'unplanned',
  missed: 'missed',
  awaited: 'awaited',
  unwatched: 'not monitored',
};

/** As in “28 on time, 1 missed”; what did not happen is left out. */
export function countWords(outcomes: readonly RunOutcome[]): string {
  const counts = runOutcomes.map((outcome) => ({
    outcome,
    count: outcomes.filter((each) => each === outcome).length,
  }));
  const told = counts.filter(({ count }) => count > 0);
  return told.length === 0
    ? 'no run'
    : told.map(({ outcome, count }) => `${count} ${plain[outcome]}`).join(', ');
}
