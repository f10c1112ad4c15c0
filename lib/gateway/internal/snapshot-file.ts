import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Snapshot, StoredDocument } from '@/lib/snapshots/documents';
import { documentMeta, snapshotManifest } from '@/lib/snapshots/schema';

const magic = Buffer.from('SUSNAP01');
const sumBytes = 32;
const headBytes = magic.length + 4 + sumBytes;
const maxIndexBytes = 64 * 1024 * 1024;

const part = z
  .strictObject({ start: z.int().min(0), length: z.int().min(0), sum: z.string().max(64) })
  .nullable();
const fileIndex = z.strictObject({
  version: z.int(),
  builtAtMs: z.number(),
  confirmedAtMs: z.number(),
  manifest: snapshotManifest,
  blobBytes: z.int().min(0),
  documents: z
    .array(
      z.strictObject({
        path: z.string().max(400),
        version: z.int(),
        etag: z.string().max(100),
        meta: documentMeta,
        br: part,
        gzip: part,
        plain: part,
      }),
    )
    .max(100_000),
});
type FileIndex = z.output<typeof fileIndex>;
export type FiledDocument = FileIndex['documents'][number];

export type SnapshotFile = Snapshot & { file: string; blobStart: number; documents: FiledDocument[] };

/**
 * One page as one file: a head with the checksum of the index, the index, and the bytes of the documents, each with a checksum of
 * its own. Written beside and renamed, so that no reader ever sees half of it.
 */
export async function writeSnapshotFile(
  folder: string,
  snapshot: Snapshot,
  documents: readonly StoredDocument[],
): Promise<SnapshotFile> {
  const blobs: Buffer[] = [];
  let blobBytes = 0;
  const place = (bytes: Buffer | null) => {
    if (bytes === null) return null;
    const placed = { start: blobBytes, length: bytes.length, sum: sumOf(bytes).toString('base64url') };
    blobs.push(bytes);
    blobBytes += bytes.length;
    return placed;
  };
  const filed = documents.map(({ path: name, version, etag, meta, br, gzip, plain }) => ({
    path: name,
    version,
    etag,
    meta,
    br: place(br),
    gzip: place(gzip),
    plain: place(plain),
  }));
  const { version, builtAtMs, confirmedAtMs, manifest } = snapshot;
  const about: FileIndex = { version, builtAtMs, confirmedAtMs, manifest, blobBytes, documents: filed };
  const index = Buffer.from(JSON.stringify(about));
  const head = Buffer.concat([magic, lengthOf(index), sumOf(index)]);
  // Never the name of one that is there: whoever reads that one goes on in it.
  const name = `${manifest.pageId}.${version}.${randomUUID().slice(0, 8)}.snapshot`;
  const file = path.join(folder, name);
  await writeWhole(file, [head, index, ...blobs]);
  return { ...snapshot, file, blobStart: headBytes + index.length, documents: filed };
}

/** Whole, under its name, or not at all; for nobody else's eyes. */
export async function writeWhole(file: string, pieces: readonly Buffer[]): Promise<void> {
  const beside = `${file}.${randomUUID()}.new`;
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(Buffer.concat(pieces));
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** What a file holds, without the documents; null of one that is torn, or not ours. */
export async function readSnapshotFile(file: string): Promise<SnapshotFile | null> {
  const handle = await open(file, 'r');
  try {
    const head = await readExactly(handle, 0, headBytes);
    if (head === null || !head.subarray(0, magic.length).equals(magic)) return null;
    const indexBytes = head.readUInt32BE(magic.length);
    if (indexBytes > maxIndexBytes) return null;
    const index = await readExactly(handle, headBytes, indexBytes);
    if (index === null || !sumOf(index).equals(head.subarray(magic.length + 4))) return null;
    const parsed = fileIndex.safeParse(JSON.parse(index.toString('utf8')));
    if (!parsed.success) return null;
    const { blobBytes, ...about } = parsed.data;
    const blobStart = headBytes + indexBytes;
    return (await handle.stat()).size === blobStart + blobBytes ? { ...about, file, blobStart } : null;
  } finally {
    await handle.close();
  }
}

/** @throws Error where the bytes are not those that were written. */
export async function readDocument(
  { file, blobStart }: Pick<SnapshotFile, 'file' | 'blobStart'>,
  filed: FiledDocument,
): Promise<StoredDocument> {
  const handle = await open(file, 'r');
  try {
    const read = async (placed: FiledDocument['br']) => {
      if (placed === null) return null;
      const bytes = await readExactly(handle, blobStart + placed.start, placed.length);
      if (bytes === null || sumOf(bytes).toString('base64url') !== placed.sum) {
        throw new Error(`${file} is damaged`);
      }
      return bytes;
    };
    const { path: name, version, etag, meta } = filed;
    const [br, gzip, plain] = [await read(filed.br), await read(filed.gzip), await read(filed.plain)];
    return { path: name, version, etag, meta, br, gzip, plain };
  } finally {
    await handle.close();
  }
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer | null> {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) return null;
    done += bytesRead;
  }
  return bytes;
}

function sumOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}
