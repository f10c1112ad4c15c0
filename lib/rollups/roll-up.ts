import type { Db } from '@/db/client';
import {
  deleteOldRollups,
  lockRollups,
  type Rollup,
  rollUpFurther,
  rollUpMinutes,
  rollups,
  selectClosedUntil,
  selectDoneUntil,
  tryLockRollups,
  writeProgress,
} from '@/lib/rollups/queries';

/** How much is summed in one transaction, so that a run may be stopped anywhere and begin again. */
const chunkMs: Record<Rollup, number> = { minutes: 10 * 60_000, hours: 6 * 3_600_000, days: 2 * 86_400_000 };
/** Minutes serve the last day, hours the week before it; days stay. */
const keptHours = { minutes: 26, hours: 8 * 24 } as const;
const maxChunks = 30;

/**
 * Sums closed minutes, hours and days up to now. Runs of it may overlap, stop and start anywhere: progress is
 * written with the sums, and a window that is summed again comes out the same. For jobs only.
 */
export async function rollUp(db: Db): Promise<Record<Rollup, number>> {
  return sumChunks(db, tryLockRollups);
}

/** The same, to the end of a backlog of any length; it waits for a run that is at it instead of leaving the rest to it. */
export async function rollUpAll(db: Db): Promise<void> {
  let chunks: Record<Rollup, number>;
  do {
    chunks = await sumChunks(db, lockRollups);
  } while (rollups.some((rollup) => chunks[rollup] > 0));
}

/** Gives back whether it may begin. */
type Lock = (tx: Db) => Promise<boolean>;

async function sumChunks(db: Db, lock: Lock): Promise<Record<Rollup, number>> {
  const chunks: Record<Rollup, number> = { minutes: 0, hours: 0, days: 0 };
  for (const rollup of rollups) {
    while (chunks[rollup] < maxChunks && (await sumNextChunk(db, rollup, lock))) chunks[rollup] += 1;
  }
  if (chunks.hours > 0) await deleteOldRollups(db, 'minutes', keptHours.minutes);
  if (chunks.days > 0) await deleteOldRollups(db, 'hours', keptHours.hours);
  return chunks;
}

async function sumNextChunk(db: Db, rollup: Rollup, lock: Lock): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await lock(tx))) return false;
    const from = await selectDoneUntil(tx, rollup);
    const until = await closedUntil(tx, rollup);
    if (from === null || until === null || from >= until) return false;
    const to = new Date(Math.min(until.getTime(), from.getTime() + chunkMs[rollup]));
    if (rollup === 'minutes') await rollUpMinutes(tx, { from, to });
    else await rollUpFurther(tx, rollup, { from, to });
    await writeProgress(tx, rollup, to);
    return true;
  });
}

/** Hours are closed when all their minutes are, days when all their hours are. */
async function closedUntil(tx: Db, rollup: Rollup): Promise<Date | null> {
  const own = await selectClosedUntil(tx, rollup);
  if (rollup === 'minutes') return own;
  const source = await selectDoneUntil(tx, rollup === 'hours' ? 'minutes' : 'hours');
  return source === null ? null : new Date(Math.min(own.getTime(), startOf(source, rollup)));
}

function startOf(instant: Date, rollup: 'hours' | 'days'): number {
  const unitMs = rollup === 'hours' ? 3_600_000 : 86_400_000;
  return Math.floor(instant.getTime() / unitMs) * unitMs;
}
