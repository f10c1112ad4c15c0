import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

export type Ran = { code: number | null; stdout: string; stderr: string };
type Options = { env?: Readonly<Record<string, string>>; input?: string | Buffer; home?: string };

/** Runs a program of others, with a home of its own and nothing of our environment but where programs are. */
export async function runClient(
  command: string,
  args: readonly string[],
  options: Options = {},
): Promise<Ran> {
  const folder = options.home === undefined ? temporaryFolder() : null;
  const home = options.home ?? folder?.path ?? tmpdir();
  const child = spawn(command, args, {
    cwd: home,
    env: { NODE_ENV: 'production', PATH: process.env['PATH'], HOME: home, LC_ALL: 'C.UTF-8', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  try {
    const [code, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
    return { code, stdout, stderr };
  } finally {
    folder?.remove();
  }
}

export function temporaryFolder(): { path: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'stillup-client-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Whether it is installed here. `npm test` says so where it is not, and has tried to change that. */
export function hasCommand(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}
