#!/usr/bin/env node
// `npm run imports`: the rules of .dependency-cruiser.mjs, and a guard that they were applied to every source file.
// With a TypeScript it cannot load, dependency-cruiser sees nothing and is content.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fail, root } from './launch/preflight.mjs';

const folders = ['app', 'components', 'lib', 'db', 'inngest', 'bin'].filter((name) =>
  existsSync(path.join(root, name)),
);
const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const run = spawnSync(
  process.execPath,
  [program, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders],
  { cwd: root, encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 },
);
if (run.error !== undefined || run.stdout === '')
  fail(`dependency-cruiser did not run: ${run.error ?? run.stderr}`);

const { modules, summary } = JSON.parse(run.stdout);
const seen = new Set(modules.map(({ source }) => source));
const missed = folders.flatMap(sourceFiles).filter((file) => !seen.has(file));
for (const { rule, from, to } of summary.violations) {
  process.stderr.write(`${rule.severity} ${rule.name}: ${from} → ${to}\n`);
}
if (missed.length > 0 || seen.size === 0) {
  fail(
    `dependency-cruiser has not looked at ${missed.length} files, among them ${missed.slice(0, 5).join(', ')}.`,
  );
}
if (summary.error > 0) fail(`${summary.error} imports break the rules of .dependency-cruiser.mjs.`);
process.stdout.write(
  `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports, no rule broken\n`,
);

function sourceFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
