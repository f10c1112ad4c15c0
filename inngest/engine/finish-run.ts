import { type Event, takeEvent } from '@/inngest/engine/intake';
import type { Surroundings } from '@/inngest/engine/registry';
import {
  endRun,
  isAwaited,
  lockWaitsForRun,
  type Run,
  type RunEnd,
  type Store,
  settleWait,
} from '@/inngest/engine/store';

export type Ending =
  | { kind: 'completed'; output: unknown }
  | { kind: 'failed' | 'cancelled'; error: Record<string, unknown> };

const eventNames: Record<RunEnd, string | null> = {
  completed: null,
  failed: 'inngest/function.failed',
  cancelled: 'inngest/function.cancelled',
};
const finishedName = 'inngest/function.finished';

/** Whoever invoked the run learns of its end; a failure is an event, which is what `onFailure` hangs on. */
export async function finishRun(sql: Store, around: Surroundings, run: Run, ending: Ending): Promise<void> {
  const isCompleted = ending.kind === 'completed';
  await endRun(sql, run.id, ending.kind, isCompleted ? ending.output : ending.error);
  const outcome = isCompleted ? { data: ending.output ?? null } : { error: ending.error };
  for (const wait of await lockWaitsForRun(sql, run.id)) await settleWait(sql, wait, outcome);
  // What fails at handling failures is not handled again.
  const { name: cause } = run.event;
  if (cause === finishedName || Object.values(eventNames).includes(String(cause))) return;
  for (const event of endEvents(run, ending, around.now().getTime())) {
    const isHeard =
      event.name !== finishedName ||
      around.registry.isTrigger(event.name) ||
      (await isAwaited(sql, event.name));
    if (isHeard) await takeEvent(sql, around, event, (tx, other) => cancelRun(tx, around, other));
  }
}

function endEvents(run: Run, ending: Ending, ts: number): Event[] {
  const status = { completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled' }[ending.kind];
  const data = {
    function_id: run.functionId,
    run_id: run.id,
    event: run.event,
    events: [run.event],
    ...(ending.kind === 'completed' ? { result: ending.output ?? null } : { error: ending.error }),
    _inngest: { status },
  };
  const name = eventNames[ending.kind];
  const finished: Event = { id: `finished:${run.id}`, name: finishedName, ts, data };
  return name === null ? [finished] : [{ id: `${ending.kind}:${run.id}`, name, ts, data }, finished];
}

export async function cancelRun(sql: Store, around: Surroundings, run: Run): Promise<void> {
  const error = { name: 'FunctionCancelledError', message: 'The run was cancelled by an event.' };
  await finishRun(sql, around, run, { kind: 'cancelled', error });
}
