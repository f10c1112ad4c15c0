import type { Sql, TransactionSql } from 'postgres';
import { chooseItems, type LimitOf } from '@/inngest/engine/rules/concurrency';
import type { QueueItem } from '@/inngest/engine/store';

/** Short, for it is renewed while a call runs: so soon is the work of a killed engine taken up again. */
const defaultLeaseMs = 15_000;
const candidatesPerLook = 500;
/** Each further look knows more full limits, so a long queue behind one limit hides nothing for long. */
const maxLooks = 8;
const claimLock = 7_201_001;

export type Claimer = {
  /** Leases up to `max` items that are due and whose limits leave room, but none of `except`. */
  claim: (max: number, except: readonly string[]) => Promise<QueueItem[]>;
  renew: (items: readonly QueueItem[]) => Promise<void>;
  leaseMs: number;
};

export function createClaimer(sql: Sql, limitOf: LimitOf, leaseMs = defaultLeaseMs): Claimer {
  return {
    leaseMs,
    // One claim at a time over all engines of a database, so that counting and leasing cannot be split.
    claim: (max, except) =>
      sql.begin(async (tx) => {
        await tx`select pg_advisory_xact_lock(${claimLock})`;
        const chosen = await choose(tx, max, except, limitOf);
        return chosen.length === 0 ? [] : await lease(tx, chosen, leaseMs);
      }) as Promise<QueueItem[]>,
    renew: async (items) => {
      if (items.length === 0) return;
      await sql`
        update engine_queue set lease_until_at = now() + make_interval(secs => ${leaseMs / 1000})
        where lease_id = any(${items.map(({ leaseId }) => leaseId)})`;
    },
  };
}

/** Of a run, one look for further steps at a time: two that saw the same end would run the function's tail twice. */
async function choose(
  tx: TransactionSql,
  max: number,
  except: readonly string[],
  limitOf: LimitOf,
): Promise<string[]> {
  const running = await tx<{ key: string; total: number }[]>`
    select key, count(*)::int as total
    from engine_queue q join engine_runs r on r.id = q.run_id, unnest(r.concurrency_keys) as key
    where q.kind = 'call' and q.lease_until_at >= now() group by key`;
  const active = new Map(running.map(({ key, total }) => [key, total]));
  const chosen: string[] = [];
  const full = new Set<string>();
  for (let look = 0; look < maxLooks && chosen.length < max; look += 1) {
    const candidates = await tx<{ id: string; kind: string; functionId: string; keys: string[] }[]>`
      select q.id, q.kind, q.function_id as "functionId", r.concurrency_keys as keys
      from engine_queue q join engine_runs r on r.id = q.run_id
      where q.due_at <= now() and (q.lease_until_at is null or q.lease_until_at < now())
        and (q.step_id <> 'step' or not exists (
          select 1 from engine_queue o
          where o.run_id = q.run_id and o.step_id = 'step' and o.id <> q.id and o.lease_id is not null
            and (q.lease_id is null or o.lease_until_at >= now() or o.id < q.id)))
        and q.id <> all(${[...except, ...chosen]}) and (q.kind <> 'call' or not r.concurrency_keys && ${[...full]})
      order by q.due_at, q.id limit ${candidatesPerLook}`;
    const answer = chooseItems(candidates, active, max - chosen.length, limitOf);
    chosen.push(...answer.chosen);
    for (const key of answer.full) full.add(key);
    if (candidates.length < candidatesPerLook) break;
  }
  return chosen;
}

async function lease(tx: TransactionSql, ids: readonly string[], leaseMs: number): Promise<QueueItem[]> {
  const items = await tx<QueueItem[]>`
    update engine_queue
    set lease_id = gen_random_uuid(), lease_until_at = now() + make_interval(secs => ${leaseMs / 1000})
    where id = any(${[...ids]})
    returning id, run_id as "runId", function_id as "functionId", kind, step_id as "stepId", attempt, losses,
      lease_id as "leaseId"`;
  const order = new Map(ids.map((id, index) => [id, index]));
  return [...items].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

/**
 * Milliseconds until something becomes due or a lease runs out, by the database's clock; null when nothing does.
 * What is due already waits for room, and is looked at when a call ends.
 */
export async function nextDueInMs(sql: Sql): Promise<number | null> {
  const [row] = await sql<{ ms: number | null }[]>`
    select (extract(epoch from least(
      (select min(due_at) from engine_queue where due_at > now()),
      (select min(lease_until_at) from engine_queue where lease_until_at > now())
    ) - now()) * 1000)::float8 as ms`;
  return row?.ms ?? null;
}

export type EngineStats = { queued: number; due: number; active: number; oldestDueMs: number };

/** Numbers for readiness and metrics: `oldestDueMs` is how long the first item that nobody does has been due. */
export async function readStats(sql: Sql): Promise<EngineStats> {
  const [row] = await sql<EngineStats[]>`
    select count(*)::int as queued,
      (count(*) filter (where due_at <= now() and coalesce(lease_until_at < now(), true)))::int as due,
      (count(*) filter (where lease_until_at >= now()))::int as active,
      coalesce(extract(epoch from max(now() - due_at)
        filter (where due_at <= now() and coalesce(lease_until_at < now(), true))) * 1000, 0)::float8 as "oldestDueMs"
    from engine_queue`;
  return row ?? { queued: 0, due: 0, active: 0, oldestDueMs: 0 };
}
