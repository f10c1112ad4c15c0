import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describeServices } from '@/bin/supervisor/services';
import { root } from '@/e2e/support/whole-product';
import { readEnv } from '@/lib/core/env';

export type ProcessName = 'engine' | 'worker' | 'web' | 'gateway';

export type LooseProcesses = {
  start: (...names: ProcessName[]) => void;
  /** Killed, as a crash would. */
  kill: (...names: ProcessName[]) => Promise<void>;
};

type Place = { port: number; dataDir: string; databaseUrl: string };

/** The processes of the product without their supervisor: what is killed stays away. */
export function looseProcesses({ port, dataDir, databaseUrl }: Place): LooseProcesses {
  const env = readEnv({
    ...process.env,
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    APP_SECRET: appSecret,
    HOST: '127.0.0.1',
  });
  const services = describeServices({
    env,
    isDev: false,
    root,
    ports: { web: port + 1, worker: port + 2, engine: port + 3, vendors: null },
    appSecret,
    databaseUrl: () => databaseUrl,
  });
  const running = new Map<ProcessName, ChildProcess>();
  return {
    start: (...names) => {
      for (const name of names) {
        const { args, environment } = services[name];
        const child = spawn(process.execPath, args(), {
          cwd: root,
          env: environment(),
          stdio: 'ignore',
          detached: true,
        });
        running.set(name, child);
      }
    },
    kill: async (...names) => {
      for (const name of names) {
        const child = running.get(name);
        running.delete(name);
        if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) continue;
        const ended = once(child, 'exit');
        process.kill(-child.pid, 'SIGKILL');
        await ended;
      }
    },
  };
}

export const appSecret = 'a secret of this test, of more than thirty-two characters';
