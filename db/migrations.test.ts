import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

test('the migrations say all that the schema says: drizzle-kit has nothing more to generate', async () => {
  // Inside the repository, since drizzle-kit takes only a relative folder.
  const copy = await mkdtemp(path.join(root, 'node_modules', '.migrations-'));
  try {
    await cp(path.join(root, 'db', 'migrations'), copy, { recursive: true });
    const before = await readdir(copy);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        path.join(root, 'node_modules', 'drizzle-kit', 'bin.cjs'),
        'generate',
        '--dialect=postgresql',
        '--casing=snake_case',
        '--schema=./db/schema/*.ts',
        `--out=./${path.relative(root, copy)}`,
      ],
      { cwd: root },
    );
    expect(stdout).toContain('No schema changes');
    expect(await readdir(copy)).toEqual(before);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}, 60_000);
