import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fingerprint } from './fingerprint.mjs';
import { root } from './preflight.mjs';

const stamp = path.join(root, '.next/stillup-build-id');

/** Builds the dashboard if a source has changed since. Its output is shown only if it fails. */
export async function buildWeb({ signal, isVerbose = false } = {}) {
  const id = fingerprint('web');
  const isBuilt = existsSync(path.join(root, '.next/BUILD_ID')) && existsSync(stamp);
  if (isBuilt && readFileSync(stamp, 'utf8') === id) return;
  rmSync(stamp, { force: true });
  process.stderr.write('stillup: building the dashboard; this takes a minute the first time.\n');
  const { code, output } = await runNextBuild({ signal, isVerbose });
  if (signal?.aborted) return;
  if (code !== 0 || !existsSync(path.join(root, '.next/BUILD_ID')))
    throw new Error(`The dashboard could not be built:\n${output}`);
  writeFileSync(stamp, id);
}

async function runNextBuild({ signal, isVerbose }) {
  const lifeline = pathToFileURL(path.join(root, 'dist/lifeline.js')).href;
  const child = spawn(process.execPath, ['--import', lifeline, 'node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      STILLUP_SUPERVISOR: String(process.pid),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-20_000);
    if (isVerbose) process.stderr.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const abort = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', abort);
  const code = await new Promise((resolve) => child.once('close', resolve));
  signal?.removeEventListener('abort', abort);
  return { code, output };
}
