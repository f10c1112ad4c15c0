import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres';

/** Postgres, be it a pool or a transaction. The engine writes its own SQL: its queue is the hot part of it. */
export type Store = Sql | TransactionSql;

export type QueueItem = {
  id: string;
  runId: string;
  functionId: string;
  kind: 'call' | 'wake' | 'expire';
  stepId: string;
  attempt: number;
  losses: number;
  leaseId: string;
};

export type RunEnd = 'completed' | 'failed' | 'cancelled';

export type Run = {
  id: string;
  functionId: string;
  status: 'running' | RunEnd;
  event: Record<string, unknown>;
  isPlanForced: boolean;
};

/** Told to every engine on the database when there is something new to do. */
export const wakeChannel = 'stillup_engine';

/** As text, for the driver would declare a JSON parameter as `jsonb`, which refuses some strings. */
export function json(sql: Store, value: unknown) {
  return sql`${JSON.stringify(value ?? null)}::text::json`;
}

/** As text, for the driver's own conversion of dates is switched off where drizzle shares the connection. */
export function instant(sql: Store, ms: number) {
  return sql`${new Date(ms).toISOString()}::text::timestamptz`;
}

export function epochMs(sql: Store, column: 'next_at' | 'min(next_at)') {
  return sql`(extract(epoch from ${sql.unsafe(column)}) * 1000)::float8`;
}

/** `functions`: what is registered has changed, too. */
export async function wakeEngines(sql: Store, news: '' | 'functions' = ''): Promise<void> {
  await sql`select pg_notify(${wakeChannel}, ${news})`;
}

export async function findRun(sql: Store, runId: string): Promise<Run | null> {
  const [run] = await sql<Run[]>`
    select id, function_id as "functionId", status, event, is_plan_forced as "isPlanForced"
    from engine_runs where id = ${runId}`;
  return run ?? null;
}

export async function lockRun(sql: Store, runId: string): Promise<Run | null> {
  const [run] = await sql<Run[]>`
    select id, function_id as "functionId", status, event, is_plan_forced as "isPlanForced"
    from engine_runs where id = ${runId} for update`;
  return run ?? null;
}

/** In the order in which they came to be known. */
export async function listSteps(sql: Store, runId: string): Promise<{ stepId: string; outcome: unknown }[]> {
  return sql`
    select step_id as "stepId", outcome from engine_steps where run_id = ${runId} order by position`;
}

/** The first outcome stays. */
export async function memoise(sql: Store, runId: string, stepId: string, outcome: unknown): Promise<void> {
  await sql`
    insert into engine_steps (run_id, step_id, outcome)
    values (${runId}, ${stepId}, ${json(sql, outcome)}) on conflict do nothing`;
}

export async function isKnownStep(sql: Store, runId: string, stepId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from engine_steps where run_id = ${runId} and step_id = ${stepId}
    union all select 1 from engine_queue where run_id = ${runId} and step_id = ${stepId}
    union all select 1 from engine_waits where run_id = ${runId} and step_id = ${stepId}`;
  return rows.length > 0;
}

export type NewItem = Pick<QueueItem, 'runId' | 'functionId' | 'kind' | 'stepId'> & { delayMs: number };

/** Once per step, and one look for further steps at a time. Due by the database's clock. */
export async function enqueue(sql: Store, item: NewItem): Promise<void> {
  await sql`
    insert into engine_queue (run_id, function_id, kind, step_id, due_at)
    values (${item.runId}, ${item.functionId}, ${item.kind}, ${item.stepId}, ${dueIn(sql, item.delayMs)})
    on conflict do nothing`;
}

function dueIn(sql: Store, ms: number) {
  return sql`now() + make_interval(secs => ${ms / 1000})`;
}

/** False when the lease was lost to another engine: then nothing of the answer may be kept. */
export async function finishItem(sql: Store, item: QueueItem): Promise<boolean> {
  const rows = await sql`
    delete from engine_queue where id = ${item.id} and lease_id = ${item.leaseId} returning 1`;
  return rows.length > 0;
}

export async function retryItem(
  sql: Store,
  item: QueueItem,
  retry: { attempt: number; losses: number; delayMs: number },
): Promise<boolean> {
  const held = await sql`
    select 1 from engine_queue where id = ${item.id} and lease_id = ${item.leaseId} for update`;
  if (held.length === 0) return false;
  // It looks for further steps itself when its time has come, and there is one such look at a time.
  if (item.stepId === 'step') {
    await sql`
      delete from engine_queue
      where run_id = ${item.runId} and step_id = 'step' and lease_id is null and id <> ${item.id}`;
  }
  await sql`
    update engine_queue
    set attempt = ${retry.attempt}, losses = ${retry.losses}, due_at = ${dueIn(sql, retry.delayMs)}, lease_id = null, lease_until_at = null
    where id = ${item.id}`;
  return true;
}

export async function forcePlan(sql: Store, runId: string): Promise<void> {
  await sql`update engine_runs set is_plan_forced = true where id = ${runId}`;
}

/** What waits in the queue of a run that has ended is of no use any more. */
export async function endRun(sql: Store, runId: string, status: RunEnd, output: unknown): Promise<void> {
  await sql`
    update engine_runs set status = ${status}, output = ${json(sql, output)}, ended_at = now()
    where id = ${runId}`;
  await sql`delete from engine_queue where run_id = ${runId}`;
  await sql`delete from engine_waits where run_id = ${runId}`;
}

export async function insertWait(
  sql: Store,
  wait: {
    runId: string;
    stepId: string;
    eventName: string | null;
    expression: string | null;
    invokedRunId: string | null;
  },
): Promise<void> {
  await sql`
    insert into engine_waits (run_id, step_id, event_name, expression, invoked_run_id)
    values (${wait.runId}, ${wait.stepId}, ${wait.eventName}, ${wait.expression}, ${wait.invokedRunId})
    on conflict do nothing`;
}

export type Wait = { run: Run; runId: string; stepId: string; expression: string | null };

/** Runs are locked first and in one order, as everywhere: so no two transactions wait for each other. */
export async function lockWaitsForEvent(sql: Store, eventName: string): Promise<Wait[]> {
  return lockWaits(sql, sql`event_name = ${eventName}`);
}

export async function lockWaitsForRun(sql: Store, invokedRunId: string): Promise<Wait[]> {
  return lockWaits(sql, sql`invoked_run_id = ${invokedRunId}`);
}

async function lockWaits(sql: Store, condition: PendingQuery<Row[]>): Promise<Wait[]> {
  const runs = await sql<Run[]>`
    select id, function_id as "functionId", status, event, is_plan_forced as "isPlanForced"
    from engine_runs where id in (select run_id from engine_waits where ${condition}) order by id for update`;
  if (runs.length === 0) return [];
  const waits = await sql<{ runId: string; stepId: string; expression: string | null }[]>`
    select run_id as "runId", step_id as "stepId", expression from engine_waits
    where run_id = any(${runs.map(({ id }) => id)}) and ${condition} order by run_id, step_id`;
  const byId = new Map(runs.map((run) => [run.id, run]));
  return waits.flatMap((wait) => {
    const run = byId.get(wait.runId);
    return run === undefined ? [] : [{ ...wait, run }];
  });
}

export async function isAwaited(sql: Store, eventName: string): Promise<boolean> {
  const rows = await sql`select 1 from engine_waits where event_name = ${eventName} limit 1`;
  return rows.length > 0;
}

/** The wait is over: its outcome is memoised, its time-out is off, the run is asked to go on. */
export async function settleWait(
  sql: Store,
  { run, stepId }: Pick<Wait, 'run' | 'stepId'>,
  outcome: unknown,
): Promise<void> {
  await sql`delete from engine_waits where run_id = ${run.id} and step_id = ${stepId}`;
  await sql`delete from engine_queue where run_id = ${run.id} and step_id = ${stepId} and kind = 'expire'`;
  await memoise(sql, run.id, stepId, outcome);
  await discover(sql, run);
}

/** Asks the SDK what comes next. When nothing else of the run goes on any more, it may again do steps unasked. */
export async function discover(sql: Store, { id: runId, functionId }: Run): Promise<void> {
  if (!(await hasMoreToDo(sql, runId))) {
    await sql`update engine_runs set is_plan_forced = false where id = ${runId} and is_plan_forced`;
  }
  await enqueue(sql, { runId, functionId, kind: 'call', stepId: 'step', delayMs: 0 });
}

/** What could only cancel the run does not count. */
export async function hasMoreToDo(sql: Store, runId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from engine_queue where run_id = ${runId} and step_id not like 'cancel:%'
    union all select 1 from engine_waits where run_id = ${runId} and step_id not like 'cancel:%' limit 1`;
  return rows.length > 0;
}
