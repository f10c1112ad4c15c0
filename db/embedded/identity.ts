import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { chown, lchown, readdir } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError } from '@/db/embedded/fault';

/** PostgreSQL refuses to run as root. `null` means: as the user who runs us. */
export type Identity = { uid: number; gid: number } | null;

/** The owner of an existing cluster, or else the first of the usual unprivileged users. */
export function chooseIdentity(clusterDir: string): Identity {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const uid = askId('-u', name);
    const gid = askId('-g', name);
    if (uid !== null && gid !== null && uid !== 0) return { uid, gid };
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and there is no user `postgres` or `nobody`: make one (useradd --system postgres), start as another user, or set DATABASE_URL.',
  );
}

/** Gives a folder and all in it to `identity`, where that is not already so. */
export async function giveTo(identity: Identity, folder: string): Promise<void> {
  if (identity === null) return;
  await chown(folder, identity.uid, identity.gid);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await lchown(path.join(entry.parentPath, entry.name), identity.uid, identity.gid);
  }
}

export function isOwnedBy(identity: Identity, folder: string): boolean {
  return identity === null || statSync(folder).uid === identity.uid;
}

function askId(option: '-u' | '-g', name: string): number | null {
  try {
    const id = Number.parseInt(
      execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      10,
    );
    return Number.isInteger(id) ? id : null;
  } catch {
    return null;
  }
}
