import { worstOutcomeFirst } from '@/components/pings/words';
import type { RunOutcome } from '@/lib/pings/constants';
import type { RunView } from '@/lib/pings/schema';

export type RunCell = { fromMs: number; toMs: number; outcome: RunOutcome | null; runs: readonly RunView[] };

/** When a run happened or was to happen. */
export function runAtMs({ started_at, ended_at, expected_at }: RunView): number {
  return Date.parse(started_at ?? ended_at ?? expected_at ?? '');
}

/**
 * Cuts a period into equal cells; each shows the worst of its runs, so that no missed one is drawn away, and stays
 * empty where nothing was expected and nothing came.
 */
export function runCells(runs: readonly RunView[], fromMs: number, toMs: number, count: number): RunCell[] {
  const width = (toMs - fromMs) / count;
  const groups = Array.from({ length: count }, (): RunView[] => []);
  for (const run of runs) {
    const index = Math.floor((runAtMs(run) - fromMs) / width);
    if (index >= 0) groups[Math.min(index, count - 1)]?.push(run);
  }
  return groups.map((inside, index) => ({
    fromMs: fromMs + index * width,
    toMs: fromMs + (index + 1) * width,
    outcome: worstOutcomeFirst.find((outcome) => inside.some((run) => run.outcome === outcome)) ?? null,
    runs: inside,
  }));
}
