import type { DrawnState } from '@/components/state/states';
import type { MonitorStatus } from '@/lib/monitors/constants';

export type Counts = Readonly<Record<MonitorStatus, number>>;

function count(number: number, what: string): string {
  return number === 1 ? `One monitor ${what === 'are' ? 'is' : what}` : `${number} monitors ${what}`;
}

/** The one sentence of the overview: what is worst now, or that nothing is. */
export function headline(counts: Counts): { state: DrawnState; words: string } {
  const watched = counts.up + counts.degraded + counts.down + counts.unknown;
  if (counts.down > 0) return { state: 'down', words: `${count(counts.down, 'are')} down` };
  if (counts.degraded > 0) return { state: 'degraded', words: `${count(counts.degraded, 'are')} degraded` };
  if (counts.unknown > 0)
    return { state: 'unknown', words: `${count(counts.unknown, 'are')} not being checked` };
  if (watched > 0)
    return { state: 'up', words: watched === 1 ? 'The one monitor is up' : `All ${watched} are up` };
  if (counts.maintenance > 0)
    return { state: 'maintenance', words: `${count(counts.maintenance, 'are')} in maintenance` };
  if (counts.pending > 0) return { state: 'pending', words: 'The first checks are about to run' };
  if (counts.paused > 0) return { state: 'paused', words: 'Everything is paused' };
  return { state: 'unknown', words: 'Nothing is watched yet' };
}
