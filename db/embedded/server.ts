import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { cannotRun, dataDirArgument, type Place, programOptions, superuser } from '@/db/embedded/cluster';
import { explainOutput } from '@/db/embedded/fault';
import { stopServer } from '@/db/embedded/previous';
import { serverSettings } from '@/db/embedded/settings';

export const database = 'stillup';
// A crash recovery replays at most max_wal_size, which takes minutes on a slow disk and never this long.
const patienceMs = 10 * 60 * 1000;

export type Server = { url: string; pid: number; ended: Promise<void>; stop: () => Promise<void> };

type Launch = {
  place: Place;
  password: string;
  nextPort: () => Promise<number>;
  settings: Readonly<Record<string, string>>;
  onLog: (line: string) => void;
};

/** Starts the server and answers when it takes queries. A port that was taken meanwhile is exchanged. */
export async function launchServer(launch: Launch): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await launch.nextPort();
    const { child, pid, output } = await spawnServer(launch, port);
    const ended = hasEnded(child);
    const address = (name: string) =>
      `postgres://${superuser}:${encodeURIComponent(launch.password)}@127.0.0.1:${port}/${name}`;
    const guard = guardAgainstOrphan(pid);
    void ended.then(() => guard?.kill('SIGKILL'));
    const isUp = await Promise.race([ended.then(() => false), answers(address('postgres'), child)]);
    if (isUp) {
      await ensureDatabase(address('postgres'));
      return { url: address(database), pid, ended, stop: () => stopServer(pid).then(() => ended) };
    }
    await stopServer(pid);
    // Backends of a killed server outlive it for a moment, and somebody may have been quicker at our port.
    const isPassing = /pre-existing shared memory|Address already in use|could not create any TCP/i.test(
      output(),
    );
    if (!isPassing || attempt >= 20) throw explainOutput('postgres', output(), launch.place.clusterDir);
    await delay(250);
  }
}

async function spawnServer(launch: Launch, port: number) {
  const { place, onLog } = launch;
  const settings = Object.entries({ ...serverSettings, ...launch.settings, port: String(port) });
  const options = [
    '-D',
    dataDirArgument(place),
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const child = spawn(place.binaries.postgres, options, {
    ...programOptions(place, place.clusterDir),
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own session: Ctrl-C reaches the terminal's processes, and the database must be the last to go.
    detached: true,
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw cannotRun(place.binaries.postgres, error as Error);
  }
  const recent: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (recent.push(line) > 40) recent.shift();
    onLog(line);
  });
  return { child, pid: child.pid ?? 0, output: () => recent.join('\n') };
}

function hasEnded(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('close', () => resolve()));
}

/** When we are killed outright our end of the pipe closes, and this shell stops the server in our place. */
function guardAgainstOrphan(pid: number): ChildProcess | null {
  if (process.platform === 'win32') return null;
  const guard = spawn('/bin/sh', ['-c', `read -r _; kill -INT ${pid}`], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {});
  guard.stdin?.on('error', () => {});
  guard.unref();
  return guard;
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
      return true;
    } catch {
      await delay(50);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  return false;
}

async function ensureDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${database}`;
    if (found === undefined) await sql.unsafe(`create database ${database}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
