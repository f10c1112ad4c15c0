import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Deals with what a killed run left: a server that still runs is stopped cleanly, and a pid file whose number now
 * belongs to another program no longer keeps PostgreSQL from starting.
 * The caller holds the lock of DATA_DIR, so whatever runs here is an orphan.
 */
export async function clearPreviousServer(clusterDir: string): Promise<'none' | 'stopped' | 'stale'> {
  const pid = readPid(clusterDir);
  if (pid === null || !exists(pid)) return 'none';
  if (isZombie(pid) || !isServerOf(pid, clusterDir)) {
    disownPidFile(clusterDir);
    return 'stale';
  }
  await stopServer(pid);
  return 'stopped';
}

/** Fast shutdown, then immediate, then none to argue with; a crash recovery follows the last two. */
export async function stopServer(pid: number): Promise<void> {
  const stages: readonly [NodeJS.Signals, number][] = [
    ['SIGINT', 12_000],
    ['SIGQUIT', 4_000],
    ['SIGKILL', 4_000],
  ];
  for (const [signal, patienceMs] of stages) {
    if (!send(pid, signal)) return;
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (!isAlive(pid)) return;
      await delay(50);
    }
  }
}

function readPid(clusterDir: string): number | null {
  try {
    const pid = Number.parseInt(
      readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0] ?? '',
      10,
    );
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/**
 * PostgreSQL takes a pid file naming its own parent for a stale one, yet still reads the shared memory key in it and
 * waits for orphaned backends. Removing the file would lose that protection.
 */
function disownPidFile(clusterDir: string): void {
  const file = path.join(clusterDir, 'postmaster.pid');
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [process.pid, ...rest].join('\n'));
}

function isServerOf(pid: number, clusterDir: string): boolean {
  if (process.platform === 'linux') {
    try {
      return (
        readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir) && commandOf(pid).includes('postgres')
      );
    } catch {
      return false;
    }
  }
  return commandOf(pid).includes('postgres');
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  return exists(pid) && !isZombie(pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A zombie holds nothing; where no init reaps (many containers) it would be waited for in vain. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
