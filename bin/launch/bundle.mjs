import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { thread } from '../copy-status-assets.mjs';
import { fingerprint } from './fingerprint.mjs';
import { root } from './preflight.mjs';

const dist = path.join(root, 'dist');
const stamp = path.join(dist, 'build-id');

/** Every `bin/<name>.ts` becomes `dist/<name>.js`; packages stay where they are. */
async function options() {
  const names = readdirSync(path.join(root, 'bin')).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  return {
    absWorkingDir: root,
    entryPoints: names.map((file) => `bin/${file}`),
    outdir: 'dist',
    outbase: 'bin',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': root },
    sourcemap: true,
    logLevel: 'warning',
  };
}

/** Bundles the entry points if a source has changed since. */
export async function bundle() {
  const id = fingerprint('bundles');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === id) return;
  rmSync(stamp, { force: true });
  const { build, stop } = await import('esbuild');
  await build(await options()).finally(stop);
  writeFileSync(stamp, id);
}

/** Bundles again after each change, and tells which bundles came out different. */
export async function watchBundles(onChange) {
  rmSync(stamp, { force: true });
  const { context } = await import('esbuild');
  for (const built of [await options(), thread]) {
    const watcher = await context({ ...built, write: false, plugins: [reporter(onChange)] });
    await watcher.watch();
  }
}

function reporter(onChange) {
  let known;
  return {
    name: 'report',
    setup(build) {
      build.onEnd(({ errors, outputFiles }) => {
        if (errors.length > 0 || outputFiles === undefined) return;
        const now = new Map(outputFiles.map((file) => [file.path, file]));
        const isFirst = known === undefined;
        const changed = outputFiles.filter((file) => !isFirst && known.get(file.path)?.hash !== file.hash);
        known = now;
        // The first build equals what has just been written and the processes have loaded.
        for (const file of changed) writeWhole(file);
        const names = changed
          .filter((file) => /\.c?js$/.test(file.path))
          // worker.js and worker.pages.cjs are the worker's.
          .map((file) => path.basename(file.path).split('.', 1)[0]);
        if (names.length > 0) onChange(names);
      });
    },
  };
}

function writeWhole({ path: file, contents }) {
  writeFileSync(`${file}.new`, contents);
  renameSync(`${file}.new`, file);
}
