import { randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, test as base, inject } from 'vitest';
import { createDatabase, type Database, type Db } from '@/db/client';
import { administer, connectAs } from '@/db/testing/template';

/** `message` is never shown: it only unwinds the transaction of a finished test. */
class Rollback extends Error {}

let shared: Promise<Database> | undefined;

/** A clone of the template that is this worker's alone. Tests share it, so what they write must be rolled back: use `test`. */
export function testDb(): Promise<Database> {
  shared ??= openShared();
  return shared;
}

/** Vitest's `test` with `db`: a transaction that is rolled back afterwards. In it, `now()` is the test's beginning. */
export const test = base.extend<{ db: Db }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture's needs from this pattern.
  db: async ({}, use) => {
    const { db } = await testDb();
    const finished = db.transaction(async (tx) => {
      await use(tx);
      throw new Rollback();
    });
    await finished.catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error;
    });
  },
});

/** For tests that must commit or use several connections: an own clone. `close` drops it. */
export async function freshDatabase(options: { max?: number } = {}): Promise<Database & { url: string }> {
  const { url, runId } = inject('testPostgres');
  const name = `${runId}_${randomBytes(6).toString('hex')}`;
  await clone(name);
  const own = connectAs(url, name);
  const database = createDatabase(own, { applicationName: 'stillup-test', ...options });
  const close = async () => {
    await database.close();
    await drop(name);
  };
  return { ...database, url: own, close };
}

/**
 * The first of this run's shared clones that no other worker holds, made where there are not enough of them yet. It is
 * held by a lock of the session, which ends with this worker: the numbers Vitest gives its workers may be given twice.
 */
async function openShared(): Promise<Database> {
  const { url } = inject('testPostgres');
  const holder = administer(url);
  try {
    const name = await holdShared(holder);
    const database = createDatabase(connectAs(url, name), { max: 4, applicationName: 'stillup-test' });
    const close = async () => {
      await database.close();
      await holder.end();
    };
    return { ...database, close };
  } catch (error) {
    await holder.end();
    throw error;
  }
}

async function holdShared(holder: Sql): Promise<string> {
  const { template, runId } = inject('testPostgres');
  for (let number = 1; ; number++) {
    const name = `${runId}_shared_${number}`;
    const [row] = await holder<
      { is_held: boolean }[]
    >`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as is_held`;
    if (row?.is_held !== true) continue;
    const [exists] = await holder`select 1 from pg_database where datname = ${name}`;
    if (exists === undefined) await holder.unsafe(`create database ${name} template ${template}`);
    return name;
  }
}

async function clone(name: string): Promise<void> {
  const { url, template } = inject('testPostgres');
  const admin = administer(url);
  try {
    await admin.unsafe(`create database ${name} template ${template}`);
  } finally {
    await admin.end();
  }
}

async function drop(name: string): Promise<void> {
  const admin = administer(inject('testPostgres').url);
  try {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
  } finally {
    await admin.end();
  }
}

afterAll(async () => {
  const open = await shared;
  await open?.close();
});
