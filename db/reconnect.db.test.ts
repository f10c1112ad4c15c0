import { expect, test } from 'vitest';
import { createDatabase } from '@/db/client';
import { freshDatabase } from '@/db/testing/database';
import { errorCodeOf } from '@/lib/core/error-code';

/** Fails, by errors that nobody can catch or by connections that stay mute, without bin/patch-postgres.mjs. */
test('a pool whose connections are cut again and again under load is whole again at once', async () => {
  const killer = await freshDatabase({ max: 1 });
  const pool = createDatabase(killer.url, { max: 6, applicationName: 'stillup-cut' });
  const { sql } = pool;
  let isOver = false;
  let answers = 0;
  const wrong: unknown[] = [];
  const faults = new Set<string | null>();
  const ask = async (n: number) => {
    const query = () => sql<{ n: number }[]>`select ${n}::int as n`;
    const rows =
      n % 3 === 0 ? await sql.begin((tx) => tx<{ n: number }[]>`select ${n}::int as n`) : await query();
    if (rows[0]?.n !== n) wrong.push({ asked: n, answered: rows });
    answers += 1;
  };
  const noteFault = (error: unknown) => void faults.add(errorCodeOf(error));
  const keepAsking = async (first: number) => {
    for (let n = first; !isOver; n += 100) await ask(n).catch(noteFault);
  };
  const askers = Array.from({ length: 12 }, (_, index) => keepAsking(index));
  for (let round = 0; round < 40; round += 1) {
    const seen = answers;
    await killer.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'stillup-cut' and datname = current_database()`;
    await expect.poll(() => answers, { timeout: 60_000, interval: 5 }).toBeGreaterThan(seen + 20);
  }
  isOver = true;
  await Promise.all(askers);
  await Promise.all(Array.from({ length: 6 }, () => sql`select pg_sleep(0.05)`));
  // What is given to a connection that stays mute fails by this.
  expect(faults).not.toContain('CONNECT_TIMEOUT');
  expect(wrong).toEqual([]);
  await pool.close();
  await killer.close();
});
