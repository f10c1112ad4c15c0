import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from '@/db/embedded/fault';

const patienceMs = 2000;

/**
 * Holds DATA_DIR for one process. A listening socket is the lock, for the kernel lets go of it however its
 * holder dies, and no other program can be mistaken for the holder, as with a pid in a file.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const address = lockAddress(realpathSync(dataDir));
  // Nothing is left behind by an abstract socket (Linux); elsewhere a file without a listener is left by a crash.
  if (!address.startsWith('\0') && !(await answers(address))) rmSync(address, { force: true });
  const server = net.createServer((socket) => socket.destroy());
  // A holder that was killed a moment ago may not be quite gone.
  const deadline = performance.now() + patienceMs;
  while (!(await listens(server, address))) {
    if (performance.now() > deadline) {
      throw new EmbeddedPostgresError(
        `Stillup already runs on ${dataDir}: stop the other one, or set another DATA_DIR.`,
      );
    }
    await delay(50);
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function listens(server: net.Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    const onListening = () => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(address);
  });
}

/** Whether a process of ours holds DATA_DIR now. */
export function isDataDirLocked(dataDir: string): Promise<boolean> {
  return answers(lockAddress(realpathSync(dataDir)));
}

function lockAddress(folder: string): string {
  const name = `stillup-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  return process.platform === 'linux' ? `\0${name}` : path.join(os.tmpdir(), `${name}.sock`);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
