import type { Db } from '@/db/client';
import type { PageFileKind } from '@/lib/status-pages/constants';
import { selectFiles } from '@/lib/status-pages/internal/file-queries';
import { filePath } from '@/lib/status-pages/rules/file-path';

export type PageFile = {
  kind: PageFileKind;
  /** Below the page. */
  path: string;
  contentType: string;
  width: number;
  height: number;
};

/** For later rooms, which have asked for a permission. */
export async function findPageFiles(db: Db, pageId: string): Promise<PageFile[]> {
  const rows = await selectFiles(db, pageId);
  return rows.map(({ kind, contentType, width, height, hash }) => ({
    kind,
    path: filePath({ hash, contentType }),
    contentType,
    width,
    height,
  }));
}
