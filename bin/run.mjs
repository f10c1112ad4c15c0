#!/usr/bin/env node
// `npm run <name> -- arguments`: bundles what has changed and runs bin/<name>.ts in this process.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, preflight, root } from './launch/preflight.mjs';

const [name = '', ...args] = process.argv.slice(2);
preflight();
if (!/^[a-z][a-z-]*$/.test(name) || !existsSync(path.join(root, 'bin', `${name}.ts`))) {
  fail(`There is no program ${name === '' ? 'without a name' : name} in bin/.`);
}
process.setSourceMapsEnabled(true);
const { bundle } = await import('./launch/bundle.mjs');
const { copyStatusAssets } = await import('./copy-status-assets.mjs');
try {
  await bundle();
  // One of the benchmarks makes status pages.
  if (name === 'bench') await copyStatusAssets();
} catch (error) {
  fail(`The sources could not be bundled: ${error instanceof Error ? error.message : error}`);
}
const program = path.join(root, 'dist', `${name}.js`);
process.argv = [process.argv[0] ?? 'node', program, ...args];
await import(pathToFileURL(program).href);
