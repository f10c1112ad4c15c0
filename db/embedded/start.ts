import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { locateBinaries } from '@/db/embedded/binaries';
import { ensureCluster, type Place } from '@/db/embedded/cluster';
import { explainSystemError } from '@/db/embedded/fault';
import { chooseIdentity } from '@/db/embedded/identity';
import { lockDataDir } from '@/db/embedded/lock';
import { clearPreviousServer } from '@/db/embedded/previous';
import { keepPort, keepSecret } from '@/db/embedded/secrets';
import { launchServer, type Server } from '@/db/embedded/server';
import { setPassword } from '@/db/embedded/set-password';

export type EmbeddedPostgres = {
  url: string;
  pid: number;
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<void>;
  /** A fast shutdown; resolves when nothing of it runs any more. */
  stop: () => Promise<void>;
};

type Options = {
  dataDir: string;
  settings?: Readonly<Record<string, string>>;
  onLog?: (line: string) => void;
};

/** @throws EmbeddedPostgresError with one line that names the remedy. */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  const onLog = options.onLog ?? (() => {});
  let unlock = async () => {};
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    unlock = await lockDataDir(dataDir);
    const server = await start(dataDir, options.settings ?? {}, onLog);
    const ended = server.ended.finally(unlock);
    const stop = () => server.stop().then(() => ended);
    return { url: server.url, pid: server.pid, ended, stop };
  } catch (error) {
    await unlock();
    throw explainSystemError(error, dataDir);
  }
}

async function start(
  dataDir: string,
  settings: Readonly<Record<string, string>>,
  onLog: (line: string) => void,
): Promise<Server> {
  const clusterDir = path.join(dataDir, 'postgres');
  const identity = chooseIdentity(clusterDir);
  const binaries = locateBinaries(identity, dataDir);
  const place: Place = { clusterDir, identity, binaries, isThrowaway: settings['fsync'] === 'off' };
  const found = await clearPreviousServer(clusterDir);
  if (found === 'stopped') onLog('stopped the server of a run that was killed');
  if (found === 'stale') onLog('took over the pid file of a run that was killed');
  const password = await keepSecret(path.join(dataDir, 'postgres-password'));
  const state = await ensureCluster(place, password.value);
  if (state === 'made-anew') onLog(`set an unfinished database aside in ${dataDir} and made a new one`);
  if (state === 'found' && password.isNew) await setPassword(place, password.value);
  const portFile = path.join(dataDir, 'postgres-port');
  return launchServer({
    place,
    password: password.value,
    nextPort: () => keepPort(portFile),
    settings,
    onLog,
  });
}
