import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { SnapshotDisk } from '@/lib/gateway/internal/snapshot-disk';
import { readDocument } from '@/lib/gateway/internal/snapshot-file';
import type { Snapshot, StoredDocument } from '@/lib/snapshots/documents';
import { manifestOf } from '@/lib/snapshots/testing/stored-page';

const logger = pino({ level: 'silent' });
let folder: string;
let disk: SnapshotDisk;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stillup-disk-'));
  disk = new SnapshotDisk(folder, logger);
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

function snapshotOf(version: number, id = newId('pag')): Snapshot {
  const page = {
    id,
    organizationId: newId('org'),
    slug: 'acme',
    access: 'public' as const,
    accessVersion: 1,
  };
  return { version, manifest: manifestOf(page), builtAtMs: 1, confirmedAtMs: 2 };
}

function documentOf(name: string, text: string): StoredDocument {
  const meta = {
    contentType: 'text/html',
    csp: null,
    isFramable: false,
    isImmutable: false,
    staleBanner: null,
  };
  const [br, gzip] = [Buffer.from(`br ${text}`), Buffer.from(`gzip ${text}`)];
  return { path: name, version: 1, etag: text, meta, br, gzip, plain: null };
}

test('what was written is read again, and is for nobody else', async () => {
  const documents = [documentOf('', 'one'), documentOf('de', 'zwei')];
  const written = await disk.write(snapshotOf(5), documents);
  const [read] = await disk.readAll();
  expect(read).toEqual(written);
  for (const [index, filed] of written.documents.entries()) {
    expect(await readDocument(written, filed)).toEqual(documents[index]);
  }
  expect((await stat(written.file)).mode & 0o777).toBe(0o600);
});

test('of several versions the newest is read, and the others go; what is not ours stays', async () => {
  const id = newId('pag');
  for (const version of [7, 12, 9])
    await disk.write(snapshotOf(version, id), [documentOf('', String(version))]);
  await writeFile(path.join(folder, 'notes.txt'), 'mine');
  await writeFile(path.join(folder, `${id}.13.abcdef12.snapshot.${crypto.randomUUID()}.new`), 'half');
  const read = await disk.readAll();
  expect(read.map(({ version }) => version)).toEqual([12]);
  expect((await readdir(folder)).sort()).toEqual([path.basename(read[0]?.file ?? ''), 'notes.txt'].sort());
});

test('a file that was cut anywhere, or whose index was touched, is none', async () => {
  const { file } = await disk.write(snapshotOf(1), [documentOf('', 'x'.repeat(200))]);
  const whole = await readFile(file);
  for (const length of [0, 7, 40, 60, whole.length - 500, whole.length - 1]) {
    await writeFile(file, whole);
    await truncate(file, length);
    expect(await disk.readAll()).toEqual([]);
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  }
  for (const at of [0, 9, 20, 50, 100]) {
    const touched = Buffer.from(whole);
    touched.writeUInt8((touched[at] ?? 0) ^ 1, at);
    await writeFile(file, touched);
    expect(await disk.readAll()).toEqual([]);
  }
  await writeFile(file, Buffer.concat([whole, Buffer.from('more')]));
  expect(await disk.readAll()).toEqual([]);
});

test('a document whose bytes were touched is not given out', async () => {
  const written = await disk.write(snapshotOf(1), [documentOf('', 'whole')]);
  const bytes = await readFile(written.file);
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
  await writeFile(written.file, bytes);
  expect(await disk.readAll()).toHaveLength(1);
  const [filed] = written.documents;
  if (filed === undefined) throw new Error('nothing was written');
  await expect(readDocument(written, filed)).rejects.toThrow('damaged');
});

test('when a page was last confirmed outlives its file, and nonsense in its place is nothing', async () => {
  const snapshot = snapshotOf(1);
  await disk.write(snapshot, []);
  await disk.writeConfirmations({ [snapshot.manifest.pageId]: 99 });
  expect(await disk.readAll()).toMatchObject([{ confirmedAtMs: 99 }]);
  await writeFile(path.join(folder, 'confirmed.json'), '{"pag_');
  expect(await disk.readAll()).toMatchObject([{ confirmedAtMs: 2 }]);
});
