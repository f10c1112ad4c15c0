import type { MonitorState } from '@/lib/monitors/constants';
import type { MonitorStep } from '@/lib/pipeline/rules/step-monitor';

type Stored = { state: MonitorState; since_ms: number; failing_regions: readonly string[] };

/** Whether a step leaves anything to be written. */
export function changesSomething({ row, step }: { row: Stored; step: MonitorStep }): boolean {
  const before = JSON.stringify([row.state, row.since_ms, row.failing_regions]);
  const { state, sinceMs, failingRegions } = step.after;
  return step.effects.length > 0 || before !== JSON.stringify([state, sinceMs, failingRegions]);
}
