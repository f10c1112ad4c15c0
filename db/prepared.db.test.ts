import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database, Db } from '@/db/client';
import { executePrepared } from '@/db/prepared';
import { freshDatabase } from '@/db/testing/database';
import { errorCodeOf } from '@/lib/core/error-code';

const double = (db: Db, n: number) =>
  executePrepared<{ twice: number }>(db, sql`select ${n}::int * 2 as twice`);
const inTransaction = ({ db }: Database, n: number) => db.transaction((tx) => double(tx, n));
const kept = ({ sql: connection }: Database) =>
  connection`select 1 from pg_prepared_statements where statement like '%as twice' and statement not like '%pg_%'`.then(
    (rows) => rows.length,
  );

test('a statement is kept, and where a pooler has lost it only one transaction fails', async () => {
  const database = await freshDatabase({ max: 1 });
  expect(await inTransaction(database, 1)).toEqual([{ twice: 2 }]);
  expect(await inTransaction(database, 2)).toEqual([{ twice: 4 }]);
  expect(await kept(database)).toBe(1);
  await database.sql.unsafe('deallocate all');
  const lost = await inTransaction(database, 3).catch((error: unknown) => error);
  expect(errorCodeOf(lost)).toBe('26000');
  expect(await inTransaction(database, 4)).toEqual([{ twice: 8 }]);
  expect(await kept(database)).toBe(0);
  await database.close();
});
