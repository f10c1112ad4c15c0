import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { applyEffects, applyTimer } from '@/inngest/engine/apply-effects';
import { callFunction } from '@/inngest/engine/call-function';
import type { Registry } from '@/inngest/engine/registry';
import { buildPayload } from '@/inngest/engine/rules/build-payload';
import { type FunctionConfig, maxAttemptsOf, urlOf } from '@/inngest/engine/rules/config';
import { type Effect, interpret } from '@/inngest/engine/rules/interpret';
import { findRun, listSteps, type QueueItem, type Run } from '@/inngest/engine/store';
import { isTransient } from '@/inngest/engine/transient';
import type { Logger } from '@/lib/core/logger';

export type ItemOptions = {
  sql: Sql;
  registry: Registry;
  logger: Logger;
  signingKey: string | null;
  now: () => Date;
  /** In [0, 1), for the jitter of retries. */
  random: () => number;
  /** Retry delays, sleeps and time-outs are multiplied by it; for tests. */
  delayScale: number;
  isTimeToComplain: () => boolean;
};

const saveAgainMs = 250;
const saveForMs = 5 * 60_000;

/** Does what a claimed item asks for, and keeps what came of it. */
export async function runItem(options: ItemOptions, item: QueueItem, signal: AbortSignal): Promise<void> {
  const { sql, logger } = options;
  const about = { function: item.functionId, runId: item.runId };
  if (item.kind !== 'call') {
    await untilSaved(() => applyTimer(sql, item), signal);
    return;
  }
  const run = await findRun(sql, item.runId);
  if (run === null || run.status !== 'running') {
    await applyEffects(sql, options, item, []);
    return;
  }
  const effects = await call(options, item, run, signal);
  // Killed, or told to stop: the lease runs out by itself and the call is made again.
  if (signal.aborted) return;
  for (const effect of effects) {
    if (effect.kind === 'fail') logger.error({ ...about, error: effect.error }, 'a function failed');
    if (effect.kind !== 'retry') continue;
    // While an app is away each of its items is refused every second; one line in a while says so.
    const isWorthALine = effect.countsAs !== 'nothing' || options.isTimeToComplain();
    if (isWorthALine) logger.warn({ ...about, reason: effect.reason }, 'a function is tried again');
  }
  const isKept = await untilSaved(() => applyEffects(sql, options, item, effects), signal);
  if (!isKept) logger.warn(about, 'an answer came after its lease was lost');
}

/** An answer is worth waiting for the database: without it the step would be done twice. */
async function untilSaved(save: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  const endMs = performance.now() + saveForMs;
  for (;;) {
    try {
      return await save();
    } catch (error) {
      if (!isTransient(error) || performance.now() >= endMs || signal.aborted) throw error;
      await delay(saveAgainMs);
    }
  }
}

async function call(options: ItemOptions, item: QueueItem, run: Run, signal: AbortSignal): Promise<Effect[]> {
  const { sql, signingKey, now, delayScale } = options;
  const config = await findFunction(options, item.functionId);
  if (config === null) {
    return [{ kind: 'fail', error: { name: 'Error', message: 'The function is not registered any more.' } }];
  }
  const steps = await listSteps(sql, run.id);
  const maxAttempts = maxAttemptsOf(config);
  const payload = buildPayload(run, steps, { attempt: item.attempt, maxAttempts });
  const { stepId } = item;
  const request = { url: urlOf(config), item, payload, signingKey, nowMs: now().getTime() };
  const result = await callFunction(request, signal);
  const nowMs = now().getTime();
  const { attempt, losses } = item;
  const context = { stepId, attempt, losses, maxAttempts, nowMs, random: options.random() };
  return interpret(result, context).map((effect) => scaled(effect, delayScale));
}

/** Another engine may have taken its registration a moment ago. */
async function findFunction({ registry }: ItemOptions, functionId: string): Promise<FunctionConfig | null> {
  const known = registry.find(functionId);
  if (known !== null) return known;
  await registry.reload();
  return registry.find(functionId);
}

function scaled(effect: Effect, scale: number): Effect {
  return 'delayMs' in effect && effect.delayMs !== null
    ? { ...effect, delayMs: effect.delayMs * scale }
    : effect;
}
