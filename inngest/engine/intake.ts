import type { Sql } from 'postgres';
import { concurrencyKeysOf, holdsFor, idempotencyKeyOf, type Surroundings } from '@/inngest/engine/registry';
import type { FunctionConfig } from '@/inngest/engine/rules/config';
import { latestCronMs, nextCronMs, parseDelayMs } from '@/inngest/engine/rules/timing';
import {
  enqueue,
  epochMs,
  insertWait,
  instant,
  json,
  lockWaitsForEvent,
  type Run,
  type Store,
  settleWait,
  wakeEngines,
} from '@/inngest/engine/store';
import { newId } from '@/lib/core/ids';

export type Event = Record<string, unknown> & { id: string; name: string };
type CancelRun = (sql: Store, run: Run) => Promise<void>;

/** Marks the wait by which an event would cancel a run, rather than wake it. */
export const cancelPrefix = 'cancel:';

/**
 * Keeps events and starts what they trigger, in one transaction: whoever is told of an id may forget the event.
 * An event whose name and id are known is taken for a repetition and starts nothing.
 */
export async function takeEvents(
  sql: Sql,
  around: Surroundings,
  events: readonly Event[],
  cancelRun: CancelRun,
): Promise<void> {
  await sql.begin(async (tx) => {
    for (const event of events) await takeEvent(tx, around, event, cancelRun);
    await wakeEngines(tx);
  });
}

export async function takeEvent(
  sql: Store,
  around: Surroundings,
  event: Event,
  cancelRun: CancelRun,
): Promise<void> {
  const fresh = await sql`
    insert into engine_events (id, name, event) values (${`${event.name}#${event.id}`}, ${event.name}, ${json(sql, event)})
    on conflict do nothing returning 1`;
  if (fresh.length === 0) return;
  // Before the starts: an event never wakes or cancels what it has itself begun.
  const waits = await lockWaitsForEvent(sql, event.name);
  for (const config of around.registry.triggeredBy(event)) {
    const key = idempotencyKeyOf(config, event);
    const dedupeKey = key === null ? `event:${event.name}#${event.id}` : `key:${key}`;
    await startRun(sql, around.now().getTime(), config, event, dedupeKey);
  }
  const cancelled = new Set<string>();
  for (const wait of waits) {
    if (cancelled.has(wait.runId)) continue;
    if (!holdsFor(wait.expression, { event: wait.run.event, async: event })) continue;
    if (!wait.stepId.startsWith(cancelPrefix)) {
      await settleWait(sql, wait, event);
      continue;
    }
    cancelled.add(wait.runId);
    await cancelRun(sql, wait.run);
  }
}

/** Null when that run exists already. An event whose `ts` lies ahead starts its runs at that time. */
export async function startRun(
  sql: Store,
  nowMs: number,
  config: FunctionConfig,
  event: Event,
  dedupeKey: string,
): Promise<string | null> {
  const runId = `run_${newId('req').slice(4)}`;
  const functionId = config.id;
  const inserted = await sql`
    insert into engine_runs (id, function_id, status, event, dedupe_key, concurrency_keys)
    values (${runId}, ${functionId}, 'running', ${json(sql, event)}, ${dedupeKey},
      ${concurrencyKeysOf(config, event)})
    on conflict do nothing returning 1`;
  if (inserted.length === 0) return null;
  const ts = typeof event['ts'] === 'number' ? event['ts'] : 0;
  const delayMs = Math.max(0, ts - nowMs);
  await enqueue(sql, { runId, functionId, kind: 'call', stepId: 'step', delayMs });
  for (const [index, cancel] of (config.cancel ?? []).entries()) {
    const stepId = `${cancelPrefix}${index}`;
    await insertWait(sql, {
      runId,
      stepId,
      eventName: cancel.event,
      expression: cancel.if ?? null,
      invokedRunId: null,
    });
    const endsInMs = cancel.timeout ? parseDelayMs(cancel.timeout, nowMs) : null;
    if (endsInMs !== null)
      await enqueue(sql, { runId, functionId, kind: 'expire', stepId, delayMs: endsInMs });
  }
  return runId;
}

/**
 * Starts what the clock has brought due, each slot once, however many engines look. Of slots that were missed, only
 * the last is made up for. Answers the next instant at which to look, or null.
 */
export async function fireSchedules(sql: Sql, { registry, now }: Surroundings): Promise<number | null> {
  const nowMs = now().getTime();
  const isStale = await sql.begin(async (tx) => {
    const due = await tx<{ functionId: string; cron: string; nextMs: number }[]>`
      select function_id as "functionId", cron, ${epochMs(tx, 'next_at')} as "nextMs" from engine_schedules
      where next_at <= ${instant(tx, nowMs)} for update skip locked`;
    for (const { functionId, cron, nextMs: dueMs } of due) {
      const config = registry.find(functionId);
      // Another engine has taken the registration: the slot stays due until this one has read it.
      if (config === null) return true;
      const slotMs = latestCronMs(cron, nowMs) ?? dueMs;
      const nextMs = nextCronMs(cron, nowMs);
      const schedule = tx`function_id = ${functionId} and cron = ${cron}`;
      if (nextMs === null) await tx`delete from engine_schedules where ${schedule}`;
      else await tx`update engine_schedules set next_at = ${instant(tx, nextMs)} where ${schedule}`;
      const slot = new Date(slotMs).toISOString();
      const data = { cron, fireAt: slot, scheduledAt: slot };
      const event = { id: slot, name: 'inngest/scheduled.timer', data, ts: slotMs };
      await startRun(tx, nowMs, config, event, `cron:${cron}:${slot}`);
    }
    if (due.length > 0) await wakeEngines(tx);
    return false;
  });
  if (isStale) await registry.reload();
  const [row] = await sql<{ nextMs: number | null }[]>`
    select ${epochMs(sql, 'min(next_at)')} as "nextMs" from engine_schedules`;
  return row?.nextMs ?? null;
}
