import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rooms } from '@/lib/rooms.mjs';

const lib = import.meta.dirname;

test('the folders of lib are the rooms of the list, no more and no fewer', () => {
  const folders = readdirSync(lib, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...rooms].sort());
  expect(new Set(rooms).size).toBe(rooms.length);
});

const impure: readonly [string, RegExp][] = [
  ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|(?<!new )\bDate\(|\bperformance\b/],
  ['randomness', /\bMath\.random\b|\bcrypto\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/],
  ['the network', /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b/],
  ['timers', /\bsetTimeout\b|\bsetInterval\b|\bsetImmediate\b|\bqueueMicrotask\b/],
  ['the process', /\bprocess\.|\bglobalThis\b|\bconsole\./],
  ['Node built-ins', /from ['"]node:|require\(/],
];

/** Code without its comments and without the contents of its strings; `${…}` in templates stays. */
function bare(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/(['"])(?!node:)(?:\\.|(?!\1)[^\\\n])*\1/g, '$1$1');
}

function impurities(source: string): string[] {
  return impure.filter(([, pattern]) => pattern.test(bare(source))).map(([name]) => name);
}

const ruleFiles = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /(^|[\\/])rules[\\/].*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
);

test('rules know no clock, chance, network, timer or process: `now` is an argument', () => {
  expect(ruleFiles.length).toBeGreaterThan(10);
  const found = ruleFiles.map(
    (file) => [file, impurities(readFileSync(path.join(lib, file), 'utf8'))] as const,
  );
  expect(found.filter(([, names]) => names.length > 0)).toEqual([]);
});

test.each([
  ['const at = Date.now();', 'the clock'],
  ['const at = new Date();', 'the clock'],
  ['const make = Reflect.construct(Date, []); const at = new Date;', 'the clock'],
  ['const at = performance.now();', 'the clock'],
  ['const n = Math.random();', 'randomness'],
  ['const id = crypto.randomUUID();', 'randomness'],
  ['await fetch(url);', 'the network'],
  ['setTimeout(run, 5);', 'timers'],
  ["const zone = process.env['TZ'];", 'the process'],
  ["import { createHash } from 'node:crypto';", 'Node built-ins'],
])('the finder finds: %s', (source, name) => {
  expect(impurities(source)).toContain(name);
});

test.each([
  'const at = new Date(now.getTime() + 5);',
  '// uses Date.now() nowhere\nconst a = 1;',
  "const text = 'fetch(url) and Math.random()';",
  'const prefetch = (url: string) => url;',
])('and leaves alone: %s', (source) => {
  expect(impurities(source)).toEqual([]);
});
