import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Installation } from '@/bin/admin/command';
import { createDatabase } from '@/db/client';
import { findRunningPostgres } from '@/db/embedded/find-running';
import { isDataDirLocked } from '@/db/embedded/lock';
import { keepSecret } from '@/db/embedded/secrets';
import { startEmbeddedPostgres } from '@/db/embedded/start';
import { migrateDatabase } from '@/db/migrate';
import { readEnv, settleEnv } from '@/lib/core/env';
import { newId } from '@/lib/core/ids';

export type Opened = { installation: Installation; close: () => Promise<void> };

/**
 * The install that this environment means: the server of DATABASE_URL, the embedded one of a Stillup that runs, or
 * else the embedded one started for as long as the command takes.
 */
export async function openInstallation(): Promise<Opened> {
  const env = readEnv();
  const server = env.databaseUrl === null ? await reachEmbedded(env.dataDir) : { url: env.databaseUrl };
  const stop = 'stop' in server ? server.stop : async () => {};
  try {
    const appSecret = env.appSecret ?? (await keepSecret(path.resolve(env.dataDir, 'app-secret'))).value;
    settleEnv(env, { databaseUrl: server.url, appSecret });
    await migrateDatabase(server.url);
    const database = createDatabase(server.url, { max: 2, applicationName: 'stillup-admin' });
    const installation = { db: database.db, env, now: new Date(), requestId: newId('req') };
    return { installation, close: () => database.close().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

// A Stillup that starts at this moment holds DATA_DIR before its server has a port.
const startingMs = 60_000;

async function reachEmbedded(dataDir: string): Promise<{ url: string; stop?: () => Promise<void> }> {
  const deadline = performance.now() + startingMs;
  for (;;) {
    const url = await findRunningPostgres(dataDir);
    if (url !== null) return { url };
    const isHeld = await isHeldByAnother(dataDir);
    if (!isHeld || performance.now() > deadline) return await startEmbeddedPostgres({ dataDir });
    await delay(250);
  }
}

async function isHeldByAnother(dataDir: string): Promise<boolean> {
  try {
    return await isDataDirLocked(path.resolve(dataDir));
  } catch {
    return false;
  }
}
