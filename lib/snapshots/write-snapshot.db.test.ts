import { gunzipSync } from 'node:zlib';
import { eq, sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { pageDocuments, pageSnapshots } from '@/db/schema/status-pages';
import { test } from '@/db/testing/database';
import type { DocumentPlan } from '@/lib/snapshots/documents';
import { findDocument, findSnapshot, loadSnapshot } from '@/lib/snapshots/load-snapshots';
import { dataPlan, htmlPlan, snapshotOf, storePage } from '@/lib/snapshots/testing/stored-page';
import { writeSnapshot } from '@/lib/snapshots/write-snapshot';

describe('a snapshot', () => {
  test('written twice is confirmed and made once', async ({ db }) => {
    const page = await storePage(db);
    const plans = [htmlPlan('', 'All well'), dataPlan('api/v2/status.json', { a: 1 })];
    const first = await writeSnapshot(db, snapshotOf(page, plans));
    expect(first).toMatchObject({ outcome: 'changed', made: 2 });
    await db.update(pageSnapshots).set({ confirmedAt: sql`now() - interval '1 hour'` });
    const never = plans.map((plan) => ({ ...plan, make: () => Promise.reject(new Error('made again')) }));
    const input = snapshotOf(page, never, { checkedAtMs: 5 });
    expect(await writeSnapshot(db, input)).toMatchObject({
      outcome: 'confirmed',
      version: first.version,
      made: 0,
    });
    const found = await findSnapshot(db, page.id);
    expect(Date.now() - (found?.confirmedAtMs ?? 0)).toBeLessThan(60_000);
    expect(found?.manifest.checkedAtMs).toBe(5);
  });

  test('gives a new version to what changed alone, and drops what is gone', async ({ db }) => {
    const page = await storePage(db);
    const status = dataPlan('api/v2/status.json', { a: 1 });
    const first = await writeSnapshot(
      db,
      snapshotOf(page, [htmlPlan('', 'One'), htmlPlan('de', 'Eins'), status]),
    );
    const second = await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'Two'), status]));
    expect(second).toMatchObject({ outcome: 'changed', made: 1 });
    expect(second.version).toBeGreaterThan(first.version);
    const loaded = await loadSnapshot(db, page.id, first.version);
    expect(loaded?.documents.map(({ path }) => path)).toEqual(['']);
    expect(loaded?.tags.map(({ path }) => path).sort()).toEqual(['', 'api/v2/status.json']);
  });

  test('what is made of something else and comes out the same is no new version', async ({ db }) => {
    const page = await storePage(db);
    const plans = [htmlPlan('', 'One'), dataPlan('api/v2/status.json', { a: 1 })];
    const first = await writeSnapshot(db, snapshotOf(page, plans));
    const again = plans.map((plan) => ({ ...plan, source: 'of other facts' }));
    expect(await writeSnapshot(db, snapshotOf(page, again))).toMatchObject({
      outcome: 'confirmed',
      made: 2,
    });
    const third = await writeSnapshot(db, snapshotOf(page, again));
    expect(third).toEqual({ outcome: 'confirmed', version: first.version, made: 0, failed: [] });
  });

  test('another renderer, another slug and a first domain make everything anew', async ({ db }) => {
    const page = await storePage(db);
    const plans = [htmlPlan('', 'One')];
    const input = snapshotOf(page, plans);
    await writeSnapshot(db, input);
    expect(await writeSnapshot(db, { ...input, renderer: 'newer' })).toMatchObject({ made: 1 });
    expect(await writeSnapshot(db, { ...input, renderer: 'newer' })).toMatchObject({ made: 0 });
    const moved = { ...input, manifest: { ...input.manifest, slug: 'moved' }, renderer: 'newer' };
    expect(await writeSnapshot(db, moved)).toMatchObject({ made: 1, outcome: 'changed' });
    const named = { ...moved, manifest: { ...moved.manifest, hostnames: ['status.acme.test'] } };
    expect(await writeSnapshot(db, named)).toMatchObject({ made: 1, outcome: 'changed' });
    const bodyOf = async (path: string) => {
      const document = await findDocument(db, page.id, path);
      return gunzipSync(document?.gzip ?? Buffer.alloc(0)).toString();
    };
    expect(await bodyOf('')).toContain('href="/status/moved/history"');
    expect(await bodyOf('~/')).toContain('href="/history"');
    expect(await writeSnapshot(db, moved)).toMatchObject({ made: 1, outcome: 'changed' });
    expect(await findDocument(db, page.id, '~/')).toBeNull();
  });

  test('an older rendering changes nothing, unless the newer one is of a clock that was set back', async ({
    db,
  }) => {
    const page = await storePage(db);
    const builtAtMs = Date.now();
    const input = snapshotOf(page, [htmlPlan('', 'New')]);
    const first = await writeSnapshot(db, { ...input, builtAtMs });
    const older = { ...snapshotOf(page, [htmlPlan('', 'Old')]), builtAtMs: builtAtMs - 1 };
    expect(await writeSnapshot(db, older)).toMatchObject({
      outcome: 'outdated',
      version: first.version,
      made: 0,
    });
    await db.update(pageSnapshots).set({ builtAt: sql`now() + interval '1 hour'` });
    expect(await writeSnapshot(db, older)).toMatchObject({ outcome: 'changed', made: 1 });
  });

  test('goes on without an optional document that cannot be made, and with the one before it', async ({
    db,
  }) => {
    const page = await storePage(db);
    const broken = (source: string): DocumentPlan => ({
      path: 'og.png',
      source,
      make: () => Promise.reject(new Error('no picture')),
      isOptional: true,
    });
    const first = await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'One'), broken('a')]));
    expect(first).toMatchObject({ outcome: 'changed', made: 1, failed: [{ path: 'og.png' }] });
    expect(await findDocument(db, page.id, 'og.png')).toBeNull();
    const drawn = { ...broken('a'), make: () => ({ contentType: 'image/png', body: new Uint8Array([1]) }) };
    expect(await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'One'), drawn]))).toMatchObject({
      outcome: 'changed',
      made: 1,
    });
    expect(await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'Two'), broken('b')]))).toMatchObject({
      outcome: 'changed',
      made: 1,
      failed: [{ path: 'og.png' }],
    });
    expect(await findDocument(db, page.id, 'og.png')).not.toBeNull();
    const { isOptional: _, ...needed } = broken('c');
    await expect(writeSnapshot(db, snapshotOf(page, [needed]))).rejects.toThrow('no picture');
  });

  test('pictures stay as they are, text is compressed twice', async ({ db }) => {
    const page = await storePage(db);
    const bytes = Buffer.from([137, 80, 78, 71]);
    const png = { path: 'og.png', source: 'p', make: () => ({ contentType: 'image/png', body: bytes }) };
    await writeSnapshot(db, snapshotOf(page, [png, htmlPlan('', 'x')]));
    expect(await findDocument(db, page.id, 'og.png')).toMatchObject({ br: null, gzip: null, plain: bytes });
    const rows = await db.select().from(pageDocuments).where(eq(pageDocuments.path, ''));
    expect(rows[0]?.plain).toBeNull();
  });
});
