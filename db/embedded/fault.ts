/** A fault of the machine, not of the code: `message` is one line that names the remedy. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

const remedies: Readonly<Record<string, string>> = {
  EACCES: 'is not accessible to this user: change its owner, or set DATA_DIR to a folder of yours',
  EPERM: 'is not accessible to this user: change its owner, or set DATA_DIR to a folder of yours',
  EROFS: 'is on a read-only file system: set DATA_DIR to a folder that can be written',
  ENOSPC: 'is on a full disk: free some space, or set DATA_DIR to a folder on another disk',
  EDQUOT: 'is over the disk quota: free some space, or set DATA_DIR to a folder on another disk',
  ENOTDIR: 'is not a folder: remove the file in its way, or set DATA_DIR to a folder',
  EEXIST: 'is not a folder: remove the file in its way, or set DATA_DIR to a folder',
};

/** Turns a known system error into one clear line; an unknown one is a bug and is returned as it came. */
export function explainSystemError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const remedy = remedies[error.code];
  const path = 'path' in error && typeof error.path === 'string' ? error.path : place;
  return remedy === undefined ? error : new EmbeddedPostgresError(`${path} ${remedy} (${error.code}).`);
}

/** What initdb or postgres wrote before it gave up, as one line with the remedy where the cause is known. */
export function explainOutput(program: string, output: string, place: string): EmbeddedPostgresError {
  if (/No space left on device/i.test(output)) {
    return new EmbeddedPostgresError(`${place} ${remedies['ENOSPC']} (${program}).`);
  }
  if (/could not map anonymous shared memory|Cannot allocate memory|could not fork/i.test(output)) {
    return new EmbeddedPostgresError(
      `PostgreSQL got too little memory: give the machine 512 MB, or set DATABASE_URL.`,
    );
  }
  const lines = output.split('\n').map((line) => line.trim());
  const last = lines.filter((line) => /(FATAL|PANIC|error|failed|cannot|could not)/i.test(line)).at(-1);
  const reason = last ?? lines.filter((line) => line !== '').at(-1) ?? 'it ended without a word';
  return new EmbeddedPostgresError(`PostgreSQL did not start in ${place}: ${reason.slice(0, 300)}`);
}
