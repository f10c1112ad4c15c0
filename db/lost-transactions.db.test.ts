import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database, Db } from '@/db/client';
import { freshDatabase } from '@/db/testing/database';

/** One connection, so that whatever a lost transaction leaves behind meets the next one. */
let database: Database;
let killer: Database;

beforeAll(async () => {
  database = await freshDatabase({ max: 1 });
  killer = await freshDatabase({ max: 1 });
  await database.sql`create table notes (text text unique)`;
});
afterAll(async () => {
  await database.close();
  await killer.close();
});
beforeEach(async () => {
  await database.sql`truncate notes`;
});

const note = (db: Db, text: string) => db.execute(sql`insert into notes values (${text})`);

async function pidOf(db: Db): Promise<number> {
  const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
}

async function cut(pid: number): Promise<void> {
  await killer.sql`select pg_terminate_backend(${pid}, 5000)`;
}

/** The driver may answer the first query of a new connection with the last words of the old one. */
async function readNotes(): Promise<string[]> {
  const read = () => database.sql<{ text: string }[]>`select text from notes order by text`;
  const rows = await read().catch(read);
  return rows.map(({ text }) => text);
}

test('cut in the middle of a query: the transaction fails, process and pool go on', async () => {
  const lost = database.db.transaction(async (tx) => {
    await note(tx, 'lost');
    const pid = await pidOf(tx);
    await Promise.all([tx.execute(sql`select pg_sleep(20)`), cut(pid)]);
  });
  await expect(lost).rejects.toThrow();
  expect(await readNotes()).toEqual([]);
});

test('cut in the middle of a nested one: both fail, process and pool go on', async () => {
  const lost = database.db.transaction(async (tx) => {
    await note(tx, 'outer');
    await tx.transaction(async (nested) => {
      await note(nested, 'inner');
      const pid = await pidOf(nested);
      await Promise.all([nested.execute(sql`select pg_sleep(20)`), cut(pid)]);
    });
  });
  await expect(lost).rejects.toThrow();
  expect(await readNotes()).toEqual([]);
});

test('cut between two queries: what it sends then reaches no other transaction on that connection', async () => {
  let goOn = () => {};
  const isGone = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let refused: unknown = null;
  let finish = () => {};
  const hasTried = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const lost = database.db.transaction(async (tx) => {
    await note(tx, 'lost');
    await cut(await pidOf(tx));
    await isGone;
    refused = await note(tx, 'strayed').catch((error: unknown) => error);
    finish();
  });
  await expect(lost).rejects.toThrow();
  await readNotes();
  await database.db.transaction(async (tx) => {
    await note(tx, 'next');
    goOn();
    await hasTried;
    await note(tx, 'next but one');
  });
  expect(refused).toBeInstanceOf(Error);
  expect(await readNotes()).toEqual(['next', 'next but one']);
});

test('any other failure rolls back as ever, to a savepoint as well', async () => {
  await database.db.transaction(async (tx) => {
    await note(tx, 'kept');
    const nested = tx.transaction(async (inner) => {
      await note(inner, 'undone');
      await note(inner, 'kept');
    });
    await expect(nested).rejects.toThrow();
    await note(tx, 'kept as well');
  });
  const failed = database.db.transaction(async (tx) => {
    await note(tx, 'undone');
    throw new Error('on purpose');
  });
  await expect(failed).rejects.toThrow('on purpose');
  expect(await readNotes()).toEqual(['kept', 'kept as well']);
});
