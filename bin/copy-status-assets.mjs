#!/usr/bin/env node
// Puts what public status pages load beside their HTML (script, font, embed.js) where Next serves it, under names that change with
// their content, and `manifest.json`, which lib/snapshots/status-assets.ts reads; and into dist/ the thread that renders the pages.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'public/status/assets');
const sources = 'components/status-pages/public';
const path = '/status/assets/';
/** With all that it loads of ours, what decides what is rendered: with another one, every page is rendered again. */
const maker = 'inngest/functions/status-pages/make-page.ts';
/**
 * One file with its packages in it, since it must also be found where Next alone is deployed, which looks for no modules of a thread.
 * Named after the process that is to start again with it.
 */
export const thread = {
  absWorkingDir: root,
  entryPoints: { 'worker.pages': 'inngest/functions/status-pages/render-thread.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: { '@': root },
  logLevel: 'warning',
  // Of the code that would look for the drawer's WebAssembly, which is given to it.
  logOverride: { 'empty-import-meta': 'silent' },
};

export async function copyStatusAssets() {
  const { stop } = await import('esbuild');
  await makeStatusAssets().finally(stop);
}

/** For tests that render pages: vitest calls it before them, and may need esbuild afterwards. */
export const setup = makeStatusAssets;

async function makeStatusAssets() {
  const { build } = await import('esbuild');
  const make = async (entry, options) => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      bundle: true,
      minify: true,
      write: false,
      target: ['es2022', 'safari16'],
      alias: { '@': root },
      logLevel: 'warning',
      ...options,
    });
    return Buffer.from(outputFiles[0].contents);
  };
  const [script, embed, css, making, rendering] = await Promise.all([
    make(join(sources, 'browser/page.ts'), { format: 'esm' }),
    make(join(sources, 'browser/embed.ts'), { format: 'iife' }),
    make(join(sources, 'page.css')),
    make(maker, { format: 'esm', platform: 'node', packages: 'external' }),
    build({ ...thread, write: false }).then(({ outputFiles }) => outputFiles[0]),
  ]);
  const font = readFileSync(
    join(root, 'node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2'),
  );
  const files = {
    [named('page', script, 'js')]: script,
    [named('geist', font, 'woff2')]: font,
    'embed.js': embed,
  };
  const [scriptName, fontName] = Object.keys(files);
  const manifest = {
    script: path + scriptName,
    font: path + fontName,
    embed: `${path}embed.js`,
    css: css.toString('utf8').trim(),
    renderer: hashOf(css, script, making, rendering.contents),
  };
  put(rendering.path, rendering.contents);
  for (const [name, content] of Object.entries(files)) put(join(folder, name), content);
  put(join(folder, 'manifest.json'), JSON.stringify(manifest));
  for (const name of readdirSync(folder)) {
    if (!(name in files) && name !== 'manifest.json' && !name.endsWith('.new'))
      rmSync(join(folder, name), { force: true });
  }
}

function named(name, content, ending) {
  return `${name}.${hashOf(content)}.${ending}`;
}

function hashOf(...contents) {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex').slice(0, 12);
}

function put(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, content);
  renameSync(fresh, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await copyStatusAssets();
