import type { Logger } from '@/lib/core/logger';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { packDocument } from '@/lib/snapshots/pack-document';
import { readStatusAssets, type StatusAsset } from '@/lib/snapshots/status-assets';

/** What all pages load beside their HTML, held ready by name. Where it was never built, web is asked for it. */
export async function fillAssetShelf(logger: Logger): Promise<ReadonlyMap<string, StoredDocument>> {
  const shelf = new Map<string, StoredDocument>();
  for (const { name, contentType, isImmutable, body } of readOrComplain(logger)) {
    const packed = await packDocument({ contentType, body, isImmutable, isFramable: true });
    shelf.set(name, { path: name, version: 0, ...packed });
  }
  return shelf;
}

function readOrComplain(logger: Logger): StatusAsset[] {
  try {
    return readStatusAssets();
  } catch (error) {
    logger.warn({ err: error }, 'the files of status pages cannot be read');
    return [];
  }
}
