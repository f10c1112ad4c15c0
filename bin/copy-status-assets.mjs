#!/usr/bin/env node
// Puts what public status pages load beside their HTML (script, font, embed.js) where Next serves it, under names that change with
// their content, and `manifest.json`, which lib/snapshots/status-assets.ts reads.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'public/status/assets');
const sources = 'components/status-pages/public';
const path = '/status/assets/';
/** Whatever decides how a page looks: with another one, every page is rendered again. */
const renderers = [
  sources,
  'lib/status-pages/rules',
  'lib/snapshots/rules',
  'inngest/functions/status-pages',
];

export async function copyStatusAssets() {
  const { stop } = await import('esbuild');
  await makeStatusAssets().finally(stop);
}

/** For tests that render pages: vitest calls it before them, and may need esbuild afterwards. */
export const setup = makeStatusAssets;

async function makeStatusAssets() {
  const { build } = await import('esbuild');
  const make = async (entry) => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [join(sources, entry)],
      bundle: true,
      minify: true,
      write: false,
      format: entry.includes('embed') ? 'iife' : 'esm',
      target: ['es2022', 'safari16'],
      alias: { '@': root },
      logLevel: 'warning',
    });
    return Buffer.from(outputFiles[0].contents);
  };
  const [script, embed, css] = await Promise.all(
    ['browser/page.ts', 'browser/embed.ts', 'page.css'].map(make),
  );
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
    renderer: hashOf(css, script, ...rendererSources()),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) put(name, content);
  put('manifest.json', JSON.stringify(manifest));
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

function rendererSources() {
  return renderers.flatMap((name) => filesOf(join(root, name))).map((file) => readFileSync(file));
}

function filesOf(directory) {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort((one, other) =>
        relative(root, one).split(sep).join() < relative(root, other).split(sep).join() ? -1 : 1,
      );
  } catch {
    return [];
  }
}

function put(name, content) {
  const file = join(folder, name);
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, content);
  renameSync(fresh, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await copyStatusAssets();
