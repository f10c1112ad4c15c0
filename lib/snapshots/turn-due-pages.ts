import type { Db } from '@/db/client';
import { errorCodeOf } from '@/lib/core/error-code';
import type { Logger } from '@/lib/core/logger';
import type { FailedDocument } from '@/lib/snapshots/documents';
import {
  selectDuePages,
  selectTurn,
  takeMarks,
  takeMarksOfGonePages,
  tryLockTurn,
} from '@/lib/snapshots/queries/due-pages';
import { notifyGateways, requireLatestSnapshot } from '@/lib/snapshots/queries/stored-snapshots';
import { removeSnapshot } from '@/lib/snapshots/remove-snapshot';
import { type SnapshotInput, writeSnapshot } from '@/lib/snapshots/write-snapshot';

/** Everything a page is made of; null where there is no such page. Asked inside of a transaction. */
export type PageMaker = (db: Db, pageId: string) => Promise<Omit<SnapshotInput, 'pageId'> | null>;

export type TurnDeps = { db: Db; logger: Logger; makePage: PageMaker; monotonicMs: () => number };
export type TurnSummary = { changed: number; confirmed: number; removed: number; failed: number; ms: number };

/** A page is found to be right at least so often, whether anybody marked it or not. */
const confirmEverySeconds = 30;
/** A look takes no longer than this; what is left has its turn in the next. */
const budgetMs = 1000;
const pagesPerLook = 200;
const longestPauseMs = 30_000;

/**
 * Makes the pages that are due: those that were marked, those that nobody has confirmed for half a minute, those without a
 * snapshot; and takes away the snapshots of those that are not published. A page that fails stops no other, and is tried
 * again after a pause that grows.
 */
export class PageTurner {
  readonly #deps: TurnDeps;
  readonly #failures = new Map<string, { count: number; againMs: number }>();

  constructor(deps: TurnDeps) {
    this.#deps = deps;
  }

  async look(): Promise<TurnSummary> {
    const { db, monotonicMs } = this.#deps;
    const startedMs = monotonicMs();
    const summary: TurnSummary = { changed: 0, confirmed: 0, removed: 0, failed: 0, ms: 0 };
    summary.removed += await forgetGonePages(db);
    const except = [...this.#failures].filter(([, { againMs }]) => againMs > startedMs).map(([id]) => id);
    const due = await selectDuePages(db, { confirmEverySeconds, except, limit: pagesPerLook });
    for (const pageId of due) {
      if (monotonicMs() - startedMs > budgetMs) break;
      const outcome = await this.#turn(pageId);
      if (outcome !== null) summary[outcome] += 1;
    }
    summary.ms = Math.round(monotonicMs() - startedMs);
    return summary;
  }

  async #turn(pageId: string): Promise<Exclude<keyof TurnSummary, 'ms'> | null> {
    const { db, logger, makePage, monotonicMs } = this.#deps;
    const startedMs = monotonicMs();
    try {
      const turned = await turnPage(db, pageId, makePage);
      this.#failures.delete(pageId);
      if (turned === null) return null;
      for (const { path, error } of turned.failed) {
        logger.warn(
          { pageId, path, err: error },
          'a status page is shown without a document that cannot be made',
        );
      }
      const ms = Math.round(monotonicMs() - startedMs);
      logger.debug({ pageId, ms, made: turned.made, outcome: turned.outcome }, 'a status page was looked at');
      return turned.outcome;
    } catch (error) {
      const count = (this.#failures.get(pageId)?.count ?? 0) + 1;
      this.#failures.set(pageId, {
        count,
        againMs: monotonicMs() + Math.min(longestPauseMs, 1000 * 2 ** (count - 1)),
      });
      logger.error(
        { pageId, count, code: errorCodeOf(error), err: error },
        'a status page could not be made and is tried again',
      );
      return 'failed';
    }
  }
}

async function forgetGonePages(db: Db): Promise<number> {
  return await db.transaction(async (tx) => {
    const gone = await takeMarksOfGonePages(tx);
    for (const pageId of gone) await notifyGateways(tx, pageId, 0);
    return gone.length;
  });
}

type Turned = {
  outcome: 'changed' | 'confirmed' | 'removed';
  made: number;
  failed: readonly FailedDocument[];
};

/** What is read of a page is of one instant, and so is what is compared with it. */
const oneInstant = { isolationLevel: 'repeatable read' } as const;
/**
 * Our transaction began before that of a worker who has written, and read what was marked after it: by its time it is the older one, by
 * what it knows the newer. It takes no marks along, so that the next look makes it.
 */
class Outdated extends Error {}
/** Another worker has written between our instant and our lock: it has done the work. */
const serializationFailure = '40001';

/**
 * One transaction and so one connection: who waited for a second one with the first in hand could wait for ever. The marks are taken
 * away by the transaction that also writes: whoever dies in between has taken none. Until its end the page is locked against other
 * workers, and nothing else is.
 */
async function turnPage(db: Db, pageId: string, makePage: PageMaker): Promise<Turned | null> {
  try {
    return await turnLocked(db, pageId, makePage);
  } catch (error) {
    if (error instanceof Outdated || errorCodeOf(error) === serializationFailure) return null;
    throw error;
  }
}

async function turnLocked(db: Db, pageId: string, makePage: PageMaker): Promise<Turned | null> {
  return await db.transaction(async (tx) => {
    if (!(await tryLockTurn(tx, pageId))) return null;
    const turn = await selectTurn(tx, pageId, confirmEverySeconds);
    // Its marks stay: of a page that is gone, they tell the next look to say so.
    if (turn === null) return null;
    const isMarked = await takeMarks(tx, pageId);
    if (!turn.isPublished) {
      if (!turn.hasSnapshot) return null;
      await removeSnapshot(tx, pageId);
      return { outcome: 'removed', made: 0, failed: [] };
    }
    // Another worker was here between our look and our lock.
    if (!isMarked && turn.isConfirmed) return null;
    await requireLatestSnapshot(tx, pageId);
    const page = await makePage(tx, pageId);
    // Thrown, so that the empty snapshot of `requireLatestSnapshot` goes too.
    if (page === null) throw new Outdated();
    const { outcome, made, failed } = await writeSnapshot(tx, { pageId, ...page });
    if (outcome === 'outdated') throw new Outdated();
    return { outcome, made, failed };
  }, oneInstant);
}
