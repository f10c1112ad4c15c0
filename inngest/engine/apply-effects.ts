import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { finishRun } from '@/inngest/engine/finish-run';
import { type Event, startRun } from '@/inngest/engine/intake';
import type { Surroundings } from '@/inngest/engine/registry';
import { parseExpression } from '@/inngest/engine/rules/expressions';
import type { Effect } from '@/inngest/engine/rules/interpret';
import {
  discover,
  enqueue,
  finishItem,
  forcePlan,
  hasMoreToDo,
  insertWait,
  isKnownStep,
  lockRun,
  memoise,
  type QueueItem,
  type Run,
  retryItem,
  type Store,
  settleWait,
  wakeEngines,
} from '@/inngest/engine/store';

/** All of an answer or nothing of it. False when the lease was lost: another engine has the item now. */
export async function applyEffects(
  sql: Sql,
  around: Surroundings,
  item: QueueItem,
  effects: readonly Effect[],
): Promise<boolean> {
  return sql.begin(async (tx) => {
    const run = await lockRun(tx, item.runId);
    const retry = effects.find((effect) => effect.kind === 'retry');
    if (retry !== undefined && run?.status === 'running') {
      const attempt = item.attempt + (retry.countsAs === 'attempt' ? 1 : 0);
      const losses = item.losses + (retry.countsAs === 'loss' ? 1 : 0);
      return retryItem(tx, item, { attempt, losses, delayMs: retry.delayMs });
    }
    if (!(await finishItem(tx, item))) return false;
    if (run === null || run.status !== 'running') return true;
    for (const effect of effects) await applyEffect(tx, around, run, effect);
    const isIdle = effects.length === 0 && !(await hasMoreToDo(tx, run.id));
    if (isIdle) await finishRun(tx, around, run, { kind: 'failed', error: idleError });
    // Last, when it is known what else goes on.
    if (effects.some(({ kind }) => kind === 'discover')) await discover(tx, run);
    await wakeEngines(tx);
    return true;
  });
}

const idleError = { name: 'Error', message: 'The SDK named neither a step nor a result.' };

async function applyEffect(sql: Store, around: Surroundings, run: Run, effect: Effect): Promise<void> {
  const { id: runId, functionId } = run;
  switch (effect.kind) {
    case 'retry':
    case 'discover':
      return;
    case 'memoise':
      return memoise(sql, runId, effect.stepId, effect.outcome);
    case 'force_plan':
      return forcePlan(sql, runId);
    case 'plan':
      if (await isKnownStep(sql, runId, effect.stepId)) return;
      return enqueue(sql, { runId, functionId, kind: 'call', stepId: effect.stepId, delayMs: 0 });
    case 'sleep':
      if (await isKnownStep(sql, runId, effect.stepId)) return;
      return enqueue(sql, {
        runId,
        functionId,
        kind: 'wake',
        stepId: effect.stepId,
        delayMs: effect.delayMs,
      });
    case 'wait':
      return applyWait(sql, run, effect);
    case 'invoke':
      return applyInvoke(sql, around, run, effect);
    case 'complete':
      return finishRun(sql, around, run, { kind: 'completed', output: effect.output });
    case 'fail':
      return finishRun(sql, around, run, { kind: 'failed', error: effect.error });
  }
}

async function applyWait(sql: Store, run: Run, wait: Extract<Effect, { kind: 'wait' }>): Promise<void> {
  const { stepId, eventName, expression, delayMs } = wait;
  const { id: runId, functionId } = run;
  if (await isKnownStep(sql, runId, stepId)) return;
  if (expression !== null && parseExpression(expression) === null) {
    const message = `The embedded engine does not understand the expression ${expression}.`;
    return settleWait(sql, { run, stepId }, { error: { name: 'Error', message } });
  }
  await insertWait(sql, { runId, stepId, eventName, expression, invokedRunId: null });
  await enqueue(sql, { runId, functionId, kind: 'expire', stepId, delayMs });
}

async function applyInvoke(
  sql: Store,
  around: Surroundings,
  run: Run,
  { stepId, functionId: invokedId, payload, delayMs }: Extract<Effect, { kind: 'invoke' }>,
): Promise<void> {
  const { id: runId, functionId } = run;
  if (await isKnownStep(sql, runId, stepId)) return;
  const config = around.registry.find(invokedId);
  const nowMs = around.now().getTime();
  const event: Event = {
    data: {},
    ...payload,
    id: randomUUID(),
    name: 'inngest/function.invoked',
    ts: nowMs,
  };
  const invokedRunId =
    config === null ? null : await startRun(sql, nowMs, config, event, `invoke:${runId}:${stepId}`);
  if (invokedRunId === null) {
    const error = { name: 'Error', message: `could not find function with ID: ${invokedId}` };
    return settleWait(sql, { run, stepId }, { error });
  }
  await insertWait(sql, { runId, stepId, eventName: null, expression: null, invokedRunId });
  if (delayMs !== null) await enqueue(sql, { runId, functionId, kind: 'expire', stepId, delayMs });
}

/** A sleep is over, or a wait was in vain. Neither needs a call of its own. */
export async function applyTimer(sql: Sql, item: QueueItem): Promise<boolean> {
  return sql.begin(async (tx) => {
    const run = await lockRun(tx, item.runId);
    if (!(await finishItem(tx, item))) return false;
    if (run === null || run.status !== 'running') return true;
    const wait = { run, stepId: item.stepId };
    const outcome = item.kind === 'wake' ? null : await takeExpired(tx, item);
    if (outcome !== undefined) await settleWait(tx, wait, outcome);
    await wakeEngines(tx);
    return true;
  });
}

/** What a step is memoised as when its time is over; undefined when no step waited, as after a cancellation's time. */
async function takeExpired(sql: Store, { runId, stepId }: QueueItem): Promise<unknown> {
  const [wait] = await sql<{ isInvoke: boolean; isCancel: boolean }[]>`
    delete from engine_waits where run_id = ${runId} and step_id = ${stepId}
    returning invoked_run_id is not null as "isInvoke", step_id like 'cancel:%' as "isCancel"`;
  if (wait === undefined || wait.isCancel) return undefined;
  if (!wait.isInvoke) return null;
  const message = 'Timed out waiting for invoked function to complete';
  return { error: { name: 'InngestInvokeTimeoutError', message } };
}
