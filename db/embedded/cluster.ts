import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Binaries } from '@/db/embedded/binaries';
import { EmbeddedPostgresError, explainOutput } from '@/db/embedded/fault';
import { giveTo, type Identity, isOwnedBy } from '@/db/embedded/identity';

export const superuser = 'stillup';

export type Place = { clusterDir: string; binaries: Binaries; identity: Identity; isThrowaway: boolean };

/**
 * How the programs are told their data directory. As an unprivileged user they may be unable to enter the folders
 * above it (/root); through the link to the working directory, which we set for them, they need not.
 */
export function dataDirArgument(place: Place): string {
  return place.identity !== null && process.platform === 'linux' ? '/proc/self/cwd' : place.clusterDir;
}

const environment = { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/** Every program starts with the same small environment: nothing of ours leaks into it. */
export function programOptions(place: Place, cwd: string) {
  const identity = place.identity === null ? {} : place.identity;
  return { cwd, ...identity, env: environment };
}

/** Makes the cluster if there is none yet, in a folder beside it and moved in one step: it is whole or absent. */
export async function ensureCluster(place: Place, password: string): Promise<'found' | 'made' | 'made-anew'> {
  const { clusterDir, binaries, identity } = place;
  await removeUnfinished(clusterDir);
  const state = await inspect(clusterDir);
  if (state === 'whole') {
    refuseOtherVersion(clusterDir, binaries.major);
    if (!isOwnedBy(identity, clusterDir)) await giveTo(identity, clusterDir);
    await chmod(clusterDir, 0o700);
    return 'found';
  }
  if (state === 'broken') await rename(clusterDir, `${clusterDir}.broken-${Date.now()}`);
  await initialise(place, password);
  return state === 'broken' ? 'made-anew' : 'made';
}

async function inspect(clusterDir: string): Promise<'absent' | 'whole' | 'broken'> {
  if (!existsSync(clusterDir)) return 'absent';
  if (
    existsSync(path.join(clusterDir, 'global/pg_control')) &&
    existsSync(path.join(clusterDir, 'PG_VERSION'))
  ) {
    return 'whole';
  }
  if ((await readdir(clusterDir)).length > 0) return 'broken';
  await rmdir(clusterDir);
  return 'absent';
}

async function removeUnfinished(clusterDir: string): Promise<void> {
  const parent = path.dirname(clusterDir);
  const prefix = `${path.basename(clusterDir)}.new-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

function refuseOtherVersion(clusterDir: string, major: number): void {
  const found = Number.parseInt(readFileSync(path.join(clusterDir, 'PG_VERSION'), 'utf8'), 10);
  if (found === major) return;
  throw new EmbeddedPostgresError(
    `${clusterDir} was made by PostgreSQL ${found}, and this is ${major}: dump it with the older release of Stillup and restore it with this one.`,
  );
}

async function initialise(place: Place, password: string): Promise<void> {
  const folder = await mkdtemp(`${place.clusterDir}.new-`);
  const cluster = path.join(folder, 'cluster');
  try {
    await mkdir(cluster, { mode: 0o700 });
    await writeFile(path.join(folder, 'password'), `${password}\n`, { mode: 0o600 });
    await giveTo(place.identity, folder);
    await runInitdb({ ...place, clusterDir: cluster });
    await rename(cluster, place.clusterDir);
    const parent = await open(path.dirname(place.clusterDir));
    await parent.sync().finally(() => parent.close());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runInitdb(place: Place): Promise<void> {
  const options = [
    `--pgdata=${dataDirArgument(place)}`,
    `--username=${superuser}`,
    '--pwfile=../password',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    ...(place.isThrowaway ? ['--no-sync'] : []),
    // PostgreSQL's own C.UTF-8: the same order on every machine, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  const child = spawn(place.binaries.initdb, options, programOptions(place, place.clusterDir));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8192);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(cannotRun(place.binaries.initdb, error)));
    child.once('close', resolve);
  });
  if (code !== 0) throw explainOutput('initdb', output, path.dirname(path.dirname(place.clusterDir)));
}

export function cannotRun(program: string, error: Error): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL cannot run on this machine (${program}: ${error.message}): set DATABASE_URL to a server of yours.`,
  );
}
