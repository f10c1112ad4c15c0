import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pageFiles, pageMarks } from '@/db/schema/status-pages';
import { freshDatabase } from '@/db/testing/database';
import { pageMaker } from '@/inngest/functions/status-pages/make-page';
import { PageRenderer } from '@/inngest/functions/status-pages/page-renderer';
import { findDocument, findSnapshot } from '@/lib/snapshots/load-snapshots';
import { storePage } from '@/lib/snapshots/testing/stored-page';
import { PageTurner } from '@/lib/snapshots/turn-due-pages';
import { markPage } from '@/lib/status-pages/mark-page';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let renderer: PageRenderer;

beforeEach(async () => {
  database = await freshDatabase();
  renderer = new PageRenderer();
});
afterEach(async () => {
  await renderer.close();
  await database.close();
});

function turnerOf(by = renderer) {
  const { db } = database;
  const logger = pino({ level: 'silent' });
  return new PageTurner({ db, logger, makePage: pageMaker(by), monotonicMs: () => performance.now() });
}

const count = { changed: 0, confirmed: 0, removed: 0, failed: 0 };
const logo = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');

test('a page has what its thread renders and its files, whose bytes are read once', async () => {
  const { db } = database;
  const page = await storePage(db, { locales: ['en', 'de'] });
  const file = { hash: '0123456789abcdef', contentType: 'image/svg+xml', width: 1, height: 1 };
  await db.insert(pageFiles).values({ pageId: page.id, kind: 'logo_light', bytes: logo, ...file });
  const turner = turnerOf();
  expect(await turner.look()).toMatchObject({ ...count, changed: 1 });
  const stored = await findDocument(db, page.id, 'files/0123456789abcdef.svg');
  expect(stored?.meta).toMatchObject({ contentType: 'image/svg+xml', isImmutable: true });
  for (const path of ['', 'de', 'history.atom', 'api/v2/summary.json', 'og.png', 'robots.txt']) {
    expect(await findDocument(db, page.id, path), path).not.toBeNull();
  }
  expect((await findSnapshot(db, page.id))?.manifest.badges['']).toMatchObject({ label: 'Acme' });
  // Read again, they would be others.
  await db.update(pageFiles).set({ bytes: Buffer.from('<svg/>') });
  await markPage(db, page.id);
  expect(await turner.look()).toMatchObject({ ...count, confirmed: 1 });
});

test('a page whose thread is lost keeps its marks, and is made by the next', async () => {
  const { db } = database;
  const page = await storePage(db);
  await markPage(db, page.id);
  const lost = new PageRenderer({ program: new URL('data:text/javascript,process.exit(7)') });
  expect(await turnerOf(lost).look()).toMatchObject({ ...count, failed: 1 });
  expect(await findSnapshot(db, page.id)).toBeNull();
  expect(await db.select().from(pageMarks)).toHaveLength(1);
  expect(await turnerOf().look()).toMatchObject({ ...count, changed: 1 });
  expect(await db.select().from(pageMarks)).toEqual([]);
});
