import type { Db } from '@/db/client';
import { notifyChanges } from '@/lib/audit/notify-changes';
import {
  announceWindow,
  followMaintenance,
  turnMaintenance,
} from '@/lib/page-incidents/internal/turn-maintenances';
import { draftOutages, publishDraft, recoverOutages } from '@/lib/page-incidents/internal/turn-outages';
import { findWork, type Work } from '@/lib/page-incidents/internal/turn-queries';
import type { StoredPageIncident } from '@/lib/page-incidents/queries';

const batchSize = 100;
/** One thing leads to the next (a draft that publishes itself at once); more than these few wait for the next second. */
const maxRounds = 5;

/**
 * What pages say by themselves, once a second and by the database's clock: drafts of outages, publishing them by time, closing
 * them, and maintenance by its windows and times. Each in a transaction of its own that looks again behind a lock: two at once
 * do it once, and killed in the middle it has done what it has committed. @throws the first fault, when the others are done
 */
export async function turnPageIncidents(db: Db): Promise<{ changed: number }> {
  let changed = 0;
  const faults: unknown[] = [];
  for (let round = 0; round < maxRounds; round += 1) {
    const before = changed;
    for (const work of await findWork(db, batchSize)) {
      try {
        changed += await db.transaction((tx) => doWork(tx, work));
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (changed === before || faults.length > 0) break;
  }
  if (faults.length > 0) throw faults[0];
  return { changed };
}

async function doWork(tx: Db, work: Work): Promise<number> {
  const done = (await perform(tx, work)).filter((one) => one !== null);
  await notifyChanges(
    tx,
    done.map(({ organizationId, id }) => ({ organizationId, topic: 'page_incidents' as const, id })),
  );
  return done.length;
}

async function perform(tx: Db, work: Work): Promise<(StoredPageIncident | null)[]> {
  switch (work.kind) {
    case 'draft':
      return draftOutages(tx, work.pageId);
    case 'announce':
      return [await announceWindow(tx, work.pageId, work.windowUuid)];
    case 'publish':
      return [await publishDraft(tx, work.pageIncidentId)];
    case 'recover':
      return [await recoverOutages(tx, work.pageIncidentId)];
    case 'follow':
      return [await followMaintenance(tx, work.pageIncidentId)];
    case 'turn':
      return [await turnMaintenance(tx, work.pageIncidentId)];
  }
}
