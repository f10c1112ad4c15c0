#!/usr/bin/env node
import path from 'node:path';
// `npm start`: everything on this machine. `--dev` reloads on change; `--demo` brings a demo organization along.
import { pathToFileURL } from 'node:url';
import { fail, preflight, root } from './launch/preflight.mjs';

const known = ['--dev', '--demo'];
const args = process.argv.slice(2);
const unknown = args.find((arg) => !known.includes(arg));
if (unknown !== undefined) fail(`There is no option ${unknown}: use ${known.join(', ')}, or none.`);
preflight();
const isDev = args.includes('--dev');
if (args.includes('--demo')) {
  process.env.STILLUP_DEMO = '1';
  process.env.DATA_DIR ??= '.demo-data';
}
process.env.NODE_ENV = isDev ? 'development' : 'production';
process.setSourceMapsEnabled(true);

const { bundle, watchBundles } = await import('./launch/bundle.mjs');
const { buildWeb } = await import('./launch/web.mjs');
const { copyScalar } = await import('./copy-scalar.mjs');
const { copyStatusAssets } = await import('./copy-status-assets.mjs');
try {
  await Promise.all([bundle(), copyScalar()]);
  await copyStatusAssets();
} catch (error) {
  fail(`The sources could not be bundled: ${error instanceof Error ? error.message : error}`);
}
const { start } = await import(pathToFileURL(path.join(root, 'dist/start.js')).href);
await start(isDev ? { isDev, watch: watchBundles } : { prepareWeb: (signal) => buildWeb({ signal }) });
