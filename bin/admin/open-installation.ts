import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Installation } from '@/bin/admin/command';
import { createDatabase } from '@/db/client';
import { findRunningPostgres } from '@/db/embedded/find-running';
import { isDataDirLocked } from '@/db/embedded/lock';
import { keepSecret } from '@/db/embedded/secrets';
import { awaitGuests, enterAsGuest } from '@/db/embedded/share';
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
  const { url, stop } =
    env.databaseUrl === null
      ? await reachEmbedded(env.dataDir)
      : { url: env.databaseUrl, stop: async () => {} };
  try {
    const appSecret = env.appSecret ?? (await keepSecret(path.resolve(env.dataDir, 'app-secret'))).value;
    settleEnv(env, { databaseUrl: url, appSecret });
    await migrateDatabase(url);
    const database = createDatabase(url, { max: 2, applicationName: 'stillup-admin' });
    const installation = { db: database.db, env, now: new Date(), requestId: newId('req') };
    return { installation, close: () => database.close().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Embedded = { url: string; stop: () => Promise<void> };

// A Stillup that starts at this moment holds DATA_DIR before its server has a port; one that stops, a while after.
const changingMs = 60_000;

async function reachEmbedded(dataDir: string): Promise<Embedded> {
  const deadline = performance.now() + changingMs;
  for (;;) {
    const url = await findRunningPostgres(dataDir);
    const guest = url === null ? null : await enterAsGuest(url);
    if (url !== null && guest !== null) return { url, stop: guest.leave };
    const hosted = await tryToHost(dataDir, performance.now() > deadline);
    if (hosted !== null) return hosted;
    await delay(250);
  }
}

/** Null while another process holds DATA_DIR, also when it was quicker by a moment. */
async function tryToHost(dataDir: string, isLastTry: boolean): Promise<Embedded | null> {
  if (!isLastTry && (await isHeldByAnother(dataDir))) return null;
  try {
    return await host(dataDir);
  } catch (error) {
    if (!isLastTry && (await isHeldByAnother(dataDir))) return null;
    throw error;
  }
}

async function host(dataDir: string): Promise<Embedded> {
  const { url, stop } = await startEmbeddedPostgres({ dataDir });
  return {
    url,
    stop: async () => {
      const guests = await awaitGuests(url);
      await stop();
      await guests.release();
    },
  };
}

async function isHeldByAnother(dataDir: string): Promise<boolean> {
  try {
    return await isDataDirLocked(path.resolve(dataDir));
  } catch {
    return false;
  }
}
