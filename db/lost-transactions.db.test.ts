import net from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createDatabase, type Database, type Db } from '@/db/client';
import { freshDatabase } from '@/db/testing/database';

/** One connection, so that whatever a lost transaction leaves behind meets the next one. */
let database: Database;
let direct: Database & { url: string };
let line: { url: string; cut: () => void; cutAfter: (bytes: number) => void; close: () => void };

beforeAll(async () => {
  direct = await freshDatabase({ max: 1 });
  line = await startLine(direct.url);
  database = createDatabase(line.url, { max: 1 });
  await database.sql`create table notes (text text unique)`;
});
afterAll(async () => {
  await database.close();
  line.close();
  await direct.close();
});
beforeEach(async () => {
  await readNotes();
  await database.sql`truncate notes`;
});

const note = (db: Db, text: string) => db.execute(sql`insert into notes values (${text})`);

/** A way to Postgres that can be cut as a server that goes away cuts it: with an end, not with a reset. */
async function startLine(url: string): Promise<typeof line> {
  const { hostname, port } = new URL(url);
  const callers = new Set<net.Socket>();
  let bytesLeft = Number.POSITIVE_INFINITY;
  const cut = () => {
    for (const caller of callers) caller.end();
    callers.clear();
    bytesLeft = Number.POSITIVE_INFINITY;
  };
  const server = net.createServer((caller) => {
    const postgres = net.connect(Number(port), hostname);
    for (const socket of [caller, postgres]) socket.on('error', () => {});
    caller.pipe(postgres);
    postgres.on('data', (data: Buffer) => {
      caller.write(data.subarray(0, Math.min(data.length, bytesLeft)));
      bytesLeft -= data.length;
      if (bytesLeft <= 0) cut();
    });
    caller.on('close', () => postgres.destroy());
    callers.add(caller);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const own = new URL(url);
  own.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  return {
    url: own.href,
    cut,
    cutAfter: (bytes) => {
      bytesLeft = bytes;
    },
    close: () => void server.close(),
  };
}

/** Resolves when the query is on its way to Postgres and has no answer yet. */
async function cutDuring(db: Db): Promise<void> {
  const asleep = db.execute(sql`select pg_sleep(600)`);
  const seen = async () => {
    const rows = await direct.sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`;
    expect(rows).toHaveLength(1);
  };
  try {
    await Promise.all([asleep, vi.waitFor(seen, { timeout: 60_000, interval: 10 }).then(line.cut)]);
  } finally {
    // The server does not hear of the cut while it sleeps, and what it has locked would stay so.
    await direct.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep'`;
  }
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
    await cutDuring(tx);
  });
  await expect(lost).rejects.toThrow();
  expect(await readNotes()).toEqual([]);
});

test('cut in the middle of a nested one: both fail, process and pool go on', async () => {
  const lost = database.db.transaction(async (tx) => {
    await note(tx, 'outer');
    await tx.transaction(async (nested) => {
      await note(nested, 'inner');
      await cutDuring(nested);
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
    line.cut();
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

test('cut in the middle of an answer: the next answer has rows of its own only', async () => {
  line.cutAfter(20_000);
  const many = database.sql`select repeat('x', 100) as text from generate_series(1, 1000)`;
  await expect(many).rejects.toThrow();
  expect(await database.sql`select 1 as n`).toEqual([{ n: 1 }]);
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
