import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './preflight.mjs';

const common = ['lib', 'db', 'inngest', 'package.json', 'package-lock.json', 'tsconfig.json'];
const parts = {
  bundles: [...common, 'bin'],
  web: [
    ...common,
    'app',
    'components',
    'public',
    'next.config.mjs',
    'postcss.config.mjs',
    'instrumentation.ts',
    'proxy.ts',
  ],
};
const isIrrelevant = (file) => /\.test\.tsx?$|(^|\/)(testing|testdata)\//.test(file);

/** A hash over the sources of one part: equal hashes mean that its build is up to date. */
export function fingerprint(part) {
  const hash = createHash('sha256').update(`${process.versions.node.split('.')[0]} ${process.platform}`);
  for (const name of parts[part]) {
    for (const file of filesOf(name)) {
      if (!isIrrelevant(file)) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
    }
  }
  return hash.digest('hex');
}

function filesOf(name) {
  const place = path.join(root, name);
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [name];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
