import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { freshDatabase, test, testDb } from '@/db/testing/database';

const marker = sql`select to_regclass('rollback_marker') is not null as exists`;

test.describe('a test leaves nothing behind', () => {
  test('it may create and commit to savepoints', async ({ db }) => {
    await db.transaction(async (tx) => {
      await tx.execute(sql`create table rollback_marker (n int)`);
    });
    expect(await db.execute(marker)).toMatchObject([{ exists: true }]);
  });

  test('and the next one sees none of it', async ({ db }) => {
    expect(await db.execute(marker)).toMatchObject([{ exists: false }]);
  });

  test('nor does another connection', async () => {
    const { db } = await testDb();
    expect(await db.execute(marker)).toMatchObject([{ exists: false }]);
  });
});

test('a fresh database commits, is separate, and is dropped at close', async ({ db }) => {
  const own = await freshDatabase();
  await own.sql`create table fresh_marker (n int)`;
  expect(await db.execute(sql`select to_regclass('fresh_marker') is null as missing`)).toMatchObject([
    { missing: true },
  ]);
  const name = new URL(own.url).pathname.slice(1);
  await own.close();
  expect(await db.execute(sql`select 1 from pg_database where datname = ${name}`)).toHaveLength(0);
});
