import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import {
  cronsOf,
  type FunctionConfig,
  limitsOf,
  parseFunctionConfig,
  urlOf,
} from '@/inngest/engine/rules/config';
import {
  type Expression,
  evaluateKey,
  matches,
  parseExpression,
  type Scope,
} from '@/inngest/engine/rules/expressions';
import { nextCronMs } from '@/inngest/engine/rules/timing';
import { instant, json, type Store } from '@/inngest/engine/store';
import type { Logger } from '@/lib/core/logger';

type Event = Record<string, unknown>;

/** The functions that are registered, held in memory and re-read when another engine has changed them. */
export type Registry = {
  find: (functionId: string) => FunctionConfig | null;
  /** Whose trigger the event is. */
  triggeredBy: (event: Event) => FunctionConfig[];
  isTrigger: (eventName: string) => boolean;
  limitOf: (functionId: string, index: number) => number | null;
  reload: () => Promise<void>;
};

/** What every part of the engine needs besides the database. */
export type Surroundings = { registry: Registry; now: () => Date };

export async function openRegistry(sql: Sql, logger: Logger): Promise<Registry> {
  let functions = new Map<string, FunctionConfig>();
  const reload = async () => {
    const rows = await sql<{ config: Record<string, unknown> }[]>`select config from engine_functions`;
    functions = new Map(
      rows.flatMap(({ config }) => readStored(config, logger)).map((each) => [each.id, each]),
    );
  };
  await reload();
  return {
    find: (functionId) => functions.get(functionId) ?? null,
    triggeredBy: (event) => [...functions.values()].filter((config) => isTriggered(config, event)),
    isTrigger: (eventName) =>
      [...functions.values()].some(({ triggers }) => triggers.some(({ event }) => event === eventName)),
    limitOf: (functionId, index) => {
      const config = functions.get(functionId);
      return config === undefined ? null : (limitsOf(config)[index]?.limit ?? null);
    },
    reload,
  };
}

/** What an engine of another version took may be more than this one can do: then the other functions go on. */
function readStored(raw: Record<string, unknown>, logger: Logger): FunctionConfig[] {
  try {
    return [parseFunctionConfig(raw)];
  } catch (error) {
    logger.warn({ err: error }, 'a registered function cannot be used until it is registered again');
    return [];
  }
}

function isTriggered(config: FunctionConfig, event: Event): boolean {
  return config.triggers.some((trigger) => {
    if (trigger.event === undefined || trigger.event !== event['name']) return false;
    return holdsFor(trigger.expression ?? null, { event, async: event });
  });
}

/** Without an expression everything matches. */
export function holdsFor(text: string | null, scope: Scope): boolean {
  if (text === null || text === '') return true;
  const expression = parseExpression(text);
  return expression !== null && matches(expression, scope);
}

/** One key per limit, in the order of the limits: `function#limit#value`, or `scope#expression#value` for all functions. */
export function concurrencyKeysOf(config: FunctionConfig, event: Event): string[] {
  return limitsOf(config).map(({ key, scope }, index) => {
    const value = key === undefined ? '' : shortened(evaluateKey(requireExpression(key), { event }));
    return scope === 'fn' ? `${config.id}#${index}#${value}` : `${scope}#${key ?? ''}#${value}`;
  });
}

export function idempotencyKeyOf(config: FunctionConfig, event: Event): string | null {
  if (typeof config.idempotency !== 'string' || config.idempotency === '') return null;
  // As with Inngest, an event without the key is an event of its own.
  const key = evaluateKey(requireExpression(config.idempotency), { event });
  return key === 'null' ? null : shortened(key);
}

/** Keys are compared and indexed, and an event may hold megabytes. */
function shortened(key: string): string {
  return key.length <= 200 ? key : createHash('sha256').update(key).digest('hex');
}

function requireExpression(text: string): Expression {
  const expression = parseExpression(text);
  if (expression === null) throw new Error(`The expression ${text} was registered but cannot be read.`);
  return expression;
}

/**
 * Replaces what the app had registered before. @throws Error with one sentence when a function asks for what the
 * engine does not do; then nothing is changed.
 */
export async function registerFunctions(
  sql: Sql,
  app: string,
  rawFunctions: readonly Record<string, unknown>[],
  nowMs: number,
): Promise<void> {
  const configs = rawFunctions.map(parseFunctionConfig);
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext(${`engine-app:${app}`}))`;
    await tx`delete from engine_functions where app = ${app} and id <> all(${configs.map(({ id }) => id)})`;
    for (const config of configs) await upsertFunction(tx, app, config, nowMs);
  });
}

async function upsertFunction(sql: Store, app: string, config: FunctionConfig, nowMs: number): Promise<void> {
  await sql`
    insert into engine_functions (id, app, url, config, registered_at)
    values (${config.id}, ${app}, ${urlOf(config)}, ${json(sql, config)}, now())
    on conflict (id) do update
    set app = excluded.app, url = excluded.url, config = excluded.config, registered_at = excluded.registered_at`;
  const crons = cronsOf(config);
  await sql`
    delete from engine_schedules where function_id = ${config.id} and cron <> all(${crons})`;
  for (const cron of crons) {
    const nextMs = nextCronMs(cron, nowMs);
    if (nextMs === null) continue;
    await sql`
      insert into engine_schedules (function_id, cron, next_at) values (${config.id}, ${cron}, ${instant(sql, nextMs)})
      on conflict do nothing`;
  }
}
