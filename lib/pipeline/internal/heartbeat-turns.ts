import type { Db } from '@/db/client';
import { stillup } from '@/lib/incidents/open-incidents';
import type { HeartbeatEvidence } from '@/lib/incidents/schema';
import { type AppliedStep, applySteps } from '@/lib/pipeline/internal/apply-steps';
import { lockStates, selectStates } from '@/lib/pipeline/internal/state-queries';
import { toFacts } from '@/lib/pipeline/process-results';
import { changesSomething } from '@/lib/pipeline/rules/changes-something';
import { type StateTurn, turnStateStep } from '@/lib/pipeline/rules/step-monitor';

/** What one heartbeat tells the monitor it belongs to. */
export type MonitorTurn = { monitorUuid: string; turn: StateTurn; evidence: HeartbeatEvidence | null };

/** States, spans, incidents and pending deliveries of heartbeats that turned, each at most once. Gives back the deliveries. */
export async function applyTurns(tx: Db, turns: readonly MonitorTurn[], nowMs: number): Promise<number> {
  if (turns.length === 0) return 0;
  const uuids = turns.map(({ monitorUuid }) => monitorUuid);
  await lockStates(tx, uuids);
  const rows = new Map((await selectStates(tx, uuids)).map((row) => [row.monitor_id, row]));
  const steps = turns.flatMap(({ monitorUuid, turn, evidence }): AppliedStep[] => {
    const row = rows.get(monitorUuid);
    if (row === undefined) return [];
    const step = turnStateStep(toFacts(row), turn);
    return [{ row, step, because: { kind: 'heartbeat', turn, evidence }, actor: stillup }];
  });
  return applySteps(tx, steps.filter(changesSomething), nowMs);
}
