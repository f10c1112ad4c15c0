import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type Db } from '@/db/client';
import { pageMarks, pageSnapshots, statusPages } from '@/db/schema/status-pages';
import { freshDatabase } from '@/db/testing/database';
import { snapshotsChannel } from '@/lib/snapshots/constants';
import { htmlPlan, snapshotOf, storePage } from '@/lib/snapshots/testing/stored-page';
import { type PageMaker, PageTurner } from '@/lib/snapshots/turn-due-pages';
import { markPage } from '@/lib/status-pages/mark-page';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let heard: { page_id: string; version: number }[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  heard = [];
  await database.sql.listen(snapshotsChannel, (payload) => heard.push(JSON.parse(payload)));
});
afterEach(async () => database.close());

type Page = Awaited<ReturnType<typeof storePage>>;

/** Of one page or many: what `texts` says now. */
function makerOf(pages: readonly Page[], texts: Record<string, string>) {
  const made: string[] = [];
  const makePage: PageMaker = async (_db, pageId) => {
    made.push(pageId);
    const page = pages.find(({ id }) => id === pageId);
    const text = texts[pageId] ?? 'All well';
    if (text === 'broken') throw new Error('cannot be rendered');
    return page === undefined ? null : snapshotOf(page, [htmlPlan('', text)]);
  };
  return { made, makePage };
}

function turnerOf(makePage: PageMaker, db: Db = database.db, monotonicMs = () => performance.now()) {
  return new PageTurner({ db, logger: pino({ level: 'silent' }), makePage, monotonicMs });
}

const count = { changed: 0, confirmed: 0, removed: 0, failed: 0 };

test('a page is made when it has none, when it is marked, and half a minute after it was confirmed', async () => {
  const { db } = database;
  const page = await storePage(db);
  const { made, makePage } = makerOf([page], {});
  const turner = turnerOf(makePage);
  expect(await turner.look()).toMatchObject({ ...count, changed: 1 });
  expect(await turner.look()).toMatchObject(count);
  await markPage(db, page.id);
  await markPage(db, page.id);
  expect(await turner.look()).toMatchObject({ ...count, confirmed: 1 });
  expect(await db.select().from(pageMarks)).toEqual([]);
  await db.update(pageSnapshots).set({ confirmedAt: sql`now() - interval '31 seconds'` });
  expect(await turner.look()).toMatchObject({ ...count, confirmed: 1 });
  expect(made).toHaveLength(3);
});

test('two workers at once make a page once', async () => {
  const pages = await Promise.all([1, 2, 3, 4].map(() => storePage(database.db)));
  const one = makerOf(pages, {});
  const other = makerOf(pages, {});
  const looks = await Promise.all([turnerOf(one.makePage).look(), turnerOf(other.makePage).look()]);
  expect([...one.made, ...other.made].sort()).toEqual(pages.map(({ id }) => id).sort());
  expect(looks.reduce((sum, { changed }) => sum + changed, 0)).toBe(4);
});

test('marked pages come first, and leave every other turn to those that only wait', async () => {
  const { db } = database;
  const pages = await Promise.all([1, 2, 3, 4, 5].map(() => storePage(db)));
  const { made, makePage } = makerOf(pages, {});
  await turnerOf(makePage).look();
  const [early, late, ...marked] = pages.map(({ id }) => id);
  for (const [id = '', seconds] of [[early, 50] as const, [late, 40] as const]) {
    const confirmedAt = sql`now() - make_interval(secs => ${seconds})`;
    await db.update(pageSnapshots).set({ confirmedAt }).where(eq(pageSnapshots.pageId, id));
  }
  for (const id of marked) await markPage(db, id);
  await turnerOf(makePage).look();
  const kinds = made.slice(5).map((id) => (marked.includes(id) ? 'marked' : id));
  expect(kinds).toEqual(['marked', early, 'marked', late, 'marked']);
});

test('one connection is enough, for two workers too', async () => {
  const narrow = createDatabase(database.url, { max: 1 });
  const pages = await Promise.all([1, 2].map(() => storePage(database.db)));
  const { made, makePage } = makerOf(pages, {});
  const turners = [turnerOf(makePage, narrow.db), turnerOf(makePage, narrow.db)];
  const looks = await Promise.all(turners.map((turner) => turner.look()));
  await narrow.close();
  expect(made).toHaveLength(2);
  expect(looks.reduce((sum, { changed }) => sum + changed, 0)).toBe(2);
});

test.each(['made', 'confirmed'])(
  'a worker whose instant is before another has %s a page does no work',
  async (deed) => {
    const { db } = database;
    const page = await storePage(db);
    const first = makerOf([page], {});
    const late = makerOf([page], {});
    if (deed === 'confirmed') {
      await turnerOf(first.makePage).look();
      await db.update(pageSnapshots).set({ confirmedAt: sql`now() - interval '31 seconds'` });
    }
    await db.transaction(
      async (tx) => {
        await tx.execute(sql`select 1`);
        const did = deed === 'made' ? { changed: 1 } : { confirmed: 1 };
        expect(await turnerOf(first.makePage).look()).toMatchObject({ ...count, ...did });
        expect(await turnerOf(late.makePage, tx).look()).toMatchObject(count);
      },
      { isolationLevel: 'repeatable read' },
    );
    expect(late.made).toEqual([]);
  },
);

test('gateways are told of a change, of the end of a page, and of nothing else', async () => {
  const { db } = database;
  const page = await storePage(db);
  const texts: Record<string, string> = {};
  const turner = turnerOf(makerOf([page], texts).makePage);
  await turner.look();
  await markPage(db, page.id);
  await turner.look();
  texts[page.id] = 'Something is wrong';
  await markPage(db, page.id);
  await turner.look();
  await db.update(statusPages).set({ isPublished: false });
  await markPage(db, page.id);
  expect(await turner.look()).toMatchObject({ ...count, removed: 1 });
  expect(await db.select().from(pageSnapshots)).toEqual([]);
  await db.delete(statusPages);
  await markPage(db, page.id);
  expect(await turner.look()).toMatchObject({ ...count, removed: 1 });
  expect(await db.select().from(pageMarks)).toEqual([]);
  await expect
    .poll(() => heard.map(({ version }) => version > 0), { timeout: 60_000 })
    .toEqual([true, true, false, false]);
  expect(new Set(heard.map(({ page_id }) => page_id))).toEqual(new Set([page.id]));
  expect(heard[1]?.version).toBeGreaterThan(heard[0]?.version ?? 0);
});

test('gateways are told of a page that goes between the look and its turn', async () => {
  const { db } = database;
  const pages = [await storePage(db), await storePage(db)];
  const { makePage } = makerOf(pages, {});
  await turnerOf(makePage).look();
  for (const { id } of pages) await markPage(db, id);
  const turner = turnerOf(async (tx, pageId) => {
    const other = pages.find(({ id }) => id !== pageId)?.id ?? '';
    await db.delete(statusPages).where(eq(statusPages.id, other));
    await markPage(db, other);
    return await makePage(tx, pageId);
  });
  expect(await turner.look()).toMatchObject({ ...count, confirmed: 1 });
  expect(await turnerOf(makePage).look()).toMatchObject({ ...count, removed: 1 });
  await expect.poll(() => heard.filter(({ version }) => version === 0)).toHaveLength(1);
});

test('a look waits for nobody who takes away the marks of a page that is gone', async () => {
  const { db } = database;
  const { id } = await storePage(db);
  await db.delete(statusPages);
  await markPage(db, id);
  const turner = turnerOf(makerOf([], {}).makePage);
  await db.transaction(async (tx) => {
    await tx.delete(pageMarks);
    expect(await turner.look()).toMatchObject(count);
  });
  expect(await turner.look()).toMatchObject(count);
});

test('a page that cannot be made stops no other, keeps its mark, and is tried again after a pause', async () => {
  const { db } = database;
  const pages = [await storePage(db), await storePage(db)];
  const [broken, well] = pages;
  const texts = { [broken?.id ?? '']: 'broken' };
  const { made, makePage } = makerOf(pages, texts);
  let nowMs = 0;
  const turner = turnerOf(makePage, db, () => nowMs);
  await markPage(db, broken?.id ?? '');
  expect(await turner.look()).toMatchObject({ ...count, changed: 1, failed: 1 });
  expect(await db.select().from(pageMarks)).toMatchObject([{ pageId: broken?.id }]);
  expect(await turner.look()).toMatchObject(count);
  expect(made.filter((id) => id === well?.id)).toHaveLength(1);
  nowMs = 1001;
  delete texts[broken?.id ?? ''];
  expect(await turner.look()).toMatchObject({ ...count, changed: 1 });
  expect(await db.select().from(pageMarks)).toEqual([]);
});

test('a mark that comes while its page is made has its own turn', async () => {
  const { db } = database;
  const page = await storePage(db);
  const inner = makerOf([page], {});
  const turner = turnerOf(async (tx, pageId) => {
    await markPage(db, pageId);
    return await inner.makePage(tx, pageId);
  });
  await turner.look();
  expect(await db.select().from(pageMarks)).toHaveLength(1);
});

test('a look whose transaction began before the last rendering, and which knows more, leaves its marks to the next', async () => {
  const { db } = database;
  const page = await storePage(db);
  const texts: Record<string, string> = {};
  const { makePage } = makerOf([page], texts);
  const builtAt = { ms: Date.now() };
  const turner = turnerOf(async (...asked) => {
    const made = await makePage(...asked);
    return made === null ? null : { ...made, builtAtMs: builtAt.ms };
  });
  await turner.look();
  texts[page.id] = 'Down';
  await markPage(db, page.id);
  builtAt.ms -= 5;
  expect(await turner.look()).toMatchObject(count);
  builtAt.ms += 10;
  expect(await turner.look()).toMatchObject({ ...count, changed: 1 });
  expect(await db.select().from(pageMarks)).toEqual([]);
});
