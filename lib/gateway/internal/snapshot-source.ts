import { createDatabase, type Database, type Db } from '@/db/client';
import {
  isDatabaseWhole,
  type LoadedSnapshot,
  listSnapshotStates,
  loadSnapshot,
  type SnapshotStates,
} from '@/lib/snapshots/load-snapshots';

/** Where snapshots come from. Both fail while the database is away, and say so in good time. */
export type SnapshotSource = {
  listStates: () => Promise<SnapshotStates>;
  load: (pageId: string, afterVersion: number) => Promise<LoadedSnapshot | null>;
  /** False while a backup is put back. */
  isWhole: () => Promise<boolean>;
  close: () => Promise<void>;
};

const patienceMs = 15_000;

/**
 * Over connections of its own. A server that vanished without a word leaves a query waiting for many minutes; so the connection is
 * given up with the first one that takes too long.
 */
export function createSnapshotSource(databaseUrl: string): SnapshotSource {
  let current: Database | null = null;
  const giveUp = (given: Database) => {
    if (current === given) current = null;
    void given.sql.end({ timeout: 1 }).catch(() => {});
  };
  const ask = async <T>(run: (db: Db) => Promise<T>): Promise<T> => {
    current ??= createDatabase(databaseUrl, { max: 2, applicationName: 'stillup-gateway-snapshots' });
    const asked = current;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        giveUp(asked);
        reject(new Error('the database did not answer in time'));
      }, patienceMs);
    });
    try {
      return await Promise.race([run(asked.db), late]);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    listStates: () => ask(listSnapshotStates),
    load: (pageId, afterVersion) => ask((db) => loadSnapshot(db, pageId, afterVersion)),
    isWhole: () => ask(isDatabaseWhole),
    close: async () => {
      await current?.sql.end({ timeout: 1 });
    },
  };
}
