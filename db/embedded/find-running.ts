import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { superuser } from '@/db/embedded/cluster';
import { explainSystemError } from '@/db/embedded/fault';
import { isDataDirLocked } from '@/db/embedded/lock';
import { database } from '@/db/embedded/server';

/**
 * Where the server of another process of ours takes queries; null where none runs on this DATA_DIR.
 * @throws EmbeddedPostgresError when its files belong to another user.
 */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const folder = path.resolve(dataDir);
  if (!existsSync(folder)) return null;
  try {
    if (!(await isDataDirLocked(folder))) return null;
    const read = (name: string) => readFileSync(path.join(folder, name), 'utf8').trim();
    const password = encodeURIComponent(read('postgres-password'));
    return `postgres://${superuser}:${password}@127.0.0.1:${read('postgres-port')}/${database}`;
  } catch (error) {
    // Its first start has not come as far as its files.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw explainSystemError(error, folder);
  }
}
