import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageMarks, pageSnapshots, statusPages } from '@/db/schema/status-pages';

/** The turn of one page is one worker's at a time: whoever holds this, until the end of its transaction. The instant of that may be before it. */
export async function tryLockTurn(db: Db, pageId: string): Promise<boolean> {
  const rows = await db.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('page turn ' || ${pageId}, 0)) as locked`,
  );
  return rows[0]?.locked ?? false;
}

/**
 * Marked pages and others in turn, marked ones first: where marks never end, the others would have no turn and be called stale. Of the
 * others those that are published without a snapshot, then those that nobody has looked at for the longest time; and those
 * whose snapshot has to go. `except`: ids that are to wait.
 */
export async function selectDuePages(
  db: Db,
  { confirmEverySeconds, except, limit }: { confirmEverySeconds: number; except: string[]; limit: number },
): Promise<string[]> {
  const isDue = sql`m.page_id is not null
    or (${statusPages.isPublished} and (${pageSnapshots.pageId} is null
      or ${pageSnapshots.confirmedAt} < clock_timestamp() - make_interval(secs => ${confirmEverySeconds})))
    or (not ${statusPages.isPublished} and ${pageSnapshots.pageId} is not null)`;
  const place = sql`row_number() over (
    partition by m.page_id is null order by ${pageSnapshots.confirmedAt} nulls first)`;
  const rows = await db
    .select({ id: statusPages.id })
    .from(statusPages)
    .leftJoin(pageSnapshots, eq(pageSnapshots.pageId, statusPages.id))
    .leftJoin(sql`(select distinct page_id from ${pageMarks}) as m`, sql`m.page_id = ${statusPages.id}`)
    .where(and(sql`(${isDue})`, except.length === 0 ? undefined : notInArray(statusPages.id, except)))
    .orderBy(place, sql`m.page_id is null`)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** @returns whether there were any. */
export async function takeMarks(db: Db, pageId: string): Promise<boolean> {
  const rows = await db.delete(pageMarks).where(eq(pageMarks.pageId, pageId)).returning({ id: pageMarks.id });
  return rows.length > 0;
}

/** Marks of pages that are gone; their ids, once each. Waits for nobody: what another one takes away just now is theirs to tell of. */
export async function takeMarksOfGonePages(db: Db): Promise<string[]> {
  const ofGonePages = db
    .select({ id: pageMarks.id })
    .from(pageMarks)
    .where(sql`not exists (select 1 from ${statusPages} where ${statusPages.id} = ${pageMarks.pageId})`)
    .for('update', { skipLocked: true });
  const rows = await db
    .delete(pageMarks)
    .where(inArray(pageMarks.id, ofGonePages))
    .returning({ pageId: pageMarks.pageId });
  return [...new Set(rows.map(({ pageId }) => pageId))];
}

export type PageTurn = { isPublished: boolean; isConfirmed: boolean; hasSnapshot: boolean };

/** How a page stands once its lock is held: another worker may have been there since it was found due. */
export async function selectTurn(
  db: Db,
  pageId: string,
  confirmEverySeconds: number,
): Promise<PageTurn | null> {
  const rows = await db
    .select({
      isPublished: statusPages.isPublished,
      hasSnapshot: sql<boolean>`${pageSnapshots.pageId} is not null`,
      isConfirmed: sql<boolean>`coalesce(${pageSnapshots.confirmedAt}
        >= clock_timestamp() - make_interval(secs => ${confirmEverySeconds}), false)`,
    })
    .from(statusPages)
    .leftJoin(pageSnapshots, eq(pageSnapshots.pageId, statusPages.id))
    .where(eq(statusPages.id, pageId));
  return rows[0] ?? null;
}
