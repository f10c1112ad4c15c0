import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { expect } from '@playwright/test';

export const root = path.resolve(import.meta.dirname, '../..');

type Place = { port: number; dataDir: string; args?: readonly string[] };

export function addressOf({ port }: Pick<Place, 'port'>): string {
  return `http://127.0.0.1:${port}`;
}

function environment({ port, dataDir }: Place): NodeJS.ProcessEnv {
  return { ...process.env, PORT: String(port), APP_URL: addressOf({ port }), DATA_DIR: dataDir };
}

/** The whole of it in its own process group, so that all of it can be killed at once. */
export function startProduct(place: Place): ChildProcess {
  return spawn(process.execPath, ['bin/start.mjs', ...(place.args ?? [])], {
    cwd: root,
    detached: true,
    stdio: 'ignore',
    env: environment(place),
  });
}

export async function untilReady(place: Pick<Place, 'port'>): Promise<void> {
  const url = `${addressOf(place)}/health/ready`;
  await expect
    .poll(async () => (await fetch(url).catch(() => null))?.status ?? 0, {
      intervals: [250],
      timeout: 240_000,
    })
    .toBe(200);
}

export function killTree(child: ChildProcess): void {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
}

/** What an `admin` command prints. */
export function admin(place: Place, args: readonly string[]): Promise<string> {
  return runAdmin(environment(place), args);
}

export async function runAdmin(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['bin/run.mjs', 'admin', ...args], { cwd: root, env });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  return output;
}
