import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createDatabase, type Database } from '@/db/client';
import { startEmbeddedPostgres } from '@/db/embedded/start';
import { migrateDatabase } from '@/db/migrate';

export type BenchPostgres = { database: Database; url: string; postgresPid: number };

/** A PostgreSQL of its own, with the product's settings and tables; it and its data are gone afterwards. */
export async function withPostgres<T>(run: (bench: BenchPostgres) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'stillup-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  try {
    await migrateDatabase(postgres.url);
    const database = createDatabase(postgres.url, { max: 4, applicationName: 'stillup-bench' });
    try {
      return await run({ database, url: postgres.url, postgresPid: postgres.pid });
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
