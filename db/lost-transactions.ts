import { setTimeout as delay } from 'node:timers/promises';
import type { Sql, TransactionSql } from 'postgres';

type Run = (tx: TransactionSql) => unknown;
type Begin = (...args: [Run] | [string, Run]) => Promise<unknown>;
type Savepoint = (...args: [Run] | [string, Run]) => Promise<unknown>;

/** How long the driver may take to see that a connection is closed, once a query has failed by it. */
const closingMs = 10_000;

/**
 * postgres.js 3.4.9 answers whatever fails in a transaction with a rollback, also when its connection is gone. That
 * write finds no socket, outside of any promise, and ends the process (github.com/porsager/postgres/issues/1208).
 * So the body of such a transaction is left pending: `begin` itself fails when the connection is seen to close.
 * What the body still sends is refused, for the connection may serve another transaction by then (issues/1216).
 */
export function quietLostTransactions(sql: Sql): Sql {
  const begin = sql.begin.bind(sql) as Begin;
  const quietBegin: Begin = async (...args) => {
    const scope = { isOver: false };
    const options = args.length === 2 ? [args[0]] : [];
    const run = args[args.length - 1] as Run;
    try {
      return await begin(...([...options, quiet(run, scope)] as Parameters<Begin>));
    } finally {
      scope.isOver = true;
    }
  };
  return Object.assign(sql, { begin: quietBegin });
}

type Scope = { isOver: boolean };

function quiet(run: Run, scope: Scope): Run {
  return async (tx) => {
    try {
      return await run(guard(tx, scope));
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      await delay(closingMs, undefined, { ref: false });
      if (scope.isOver) return new Promise(() => {});
      throw error;
    }
  };
}

function guard(tx: TransactionSql, scope: Scope): TransactionSql {
  const refuse = () => {
    if (scope.isOver) throw new TransactionOverError();
  };
  const savepoint = tx.savepoint as Savepoint;
  const replaced: Record<PropertyKey, unknown> = {
    unsafe: (...args: Parameters<TransactionSql['unsafe']>) => {
      refuse();
      return tx.unsafe(...args);
    },
    savepoint: (...args: Parameters<Savepoint>) => {
      refuse();
      const [first, second] = args;
      return second === undefined
        ? savepoint(quiet(first as Run, scope))
        : savepoint(first as string, quiet(second, scope));
    },
  };
  return new Proxy(tx, {
    apply(target, self, args) {
      refuse();
      return Reflect.apply(target, self, args);
    },
    get: (target, key) => replaced[key] ?? Reflect.get(target, key),
  });
}

/** Counts as a lost connection for whoever tries again. */
class TransactionOverError extends Error {
  readonly code = 'CONNECTION_CLOSED';
  constructor() {
    super('the connection of this transaction is closed');
  }
}

function isConnectionLost(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('severity' in current && (current.severity === 'FATAL' || current.severity === 'PANIC')) return true;
    if ('code' in current && /^(CONNECTION_|ECONN|EPIPE|ETIMEDOUT)/.test(String(current.code))) return true;
  }
  return false;
}
