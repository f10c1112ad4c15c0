import type { Sql, TransactionSql } from 'postgres';

type Run = (tx: TransactionSql) => unknown;
type Runner = (...args: [Run] | [string, Run]) => Promise<unknown>;
type Scope = { isOver: boolean };

/**
 * A transaction ends with its connection. postgres.js 3.4.9 fails `begin` when the connection closes, yet lets the
 * body go on: what it still sends, and the driver's own commit or rollback after it, would reach the transaction that
 * has the connection by then (github.com/porsager/postgres/issues/1216). So late queries are refused, and a late end
 * of the body is told to nobody: `begin` has been answered.
 */
export function endTransactionsWithConnection(sql: Sql): Sql {
  const begin = sql.begin.bind(sql) as Runner;
  const guardedBegin: Runner = async (...args) => {
    const scope = { isOver: false };
    try {
      return await begin(...guardRun(args, scope));
    } finally {
      scope.isOver = true;
    }
  };
  return Object.assign(sql, { begin: guardedBegin });
}

function guardRun(args: Parameters<Runner>, scope: Scope): Parameters<Runner> {
  const guarded = (run: Run): Run => {
    return async (tx) => {
      try {
        const result = await run(guard(tx, scope));
        if (!scope.isOver) return result;
      } catch (error) {
        if (!scope.isOver) throw error;
      }
      return new Promise(() => {});
    };
  };
  return args.length === 1 ? [guarded(args[0])] : [args[0], guarded(args[1])];
}

function guard(tx: TransactionSql, scope: Scope): TransactionSql {
  const refuseLate = () => {
    if (scope.isOver) throw new TransactionOverError();
  };
  const savepoint = tx.savepoint as Runner;
  const replaced: Record<PropertyKey, unknown> = {
    unsafe: (...args: Parameters<TransactionSql['unsafe']>) => {
      refuseLate();
      return tx.unsafe(...args);
    },
    savepoint: (...args: Parameters<Runner>) => {
      refuseLate();
      return savepoint(...guardRun(args, scope));
    },
  };
  return new Proxy(tx, {
    apply(target, self, args) {
      refuseLate();
      return Reflect.apply(target, self, args);
    },
    get: (target, key) => replaced[key] ?? Reflect.get(target, key),
  });
}

/** By its code a lost connection, for whoever decides whether to try again. */
class TransactionOverError extends Error {
  readonly code = 'CONNECTION_CLOSED';
  constructor() {
    super('the connection of this transaction is closed');
  }
}
