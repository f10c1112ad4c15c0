import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { packDocument } from '@/lib/snapshots/pack-document';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const hashedName = /^[\w-]+\.[\w-]{6,}\.[a-z0-9]+$/;

/** What all pages share, held ready: a name with a hash in it never holds anything else. A folder that is not there holds nothing. */
export async function readAssets(folder: string): Promise<ReadonlyMap<string, StoredDocument>> {
  const names = await readdir(folder).catch(() => []);
  const shelf = new Map<string, StoredDocument>();
  for (const name of names) {
    const contentType = contentTypes[path.extname(name)];
    if (contentType === undefined) continue;
    const body = await readFile(path.join(folder, name));
    const packed = await packDocument({
      contentType,
      body,
      isFramable: true,
      isImmutable: hashedName.test(name),
    });
    shelf.set(name, { path: name, version: 0, ...packed });
  }
  return shelf;
}
