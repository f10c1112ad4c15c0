import type { Db } from '@/db/client';
import type { PageFileKind } from '@/lib/status-pages/constants';
import { selectFileBytes } from '@/lib/status-pages/internal/file-queries';

/** The bytes of a logo or of the favicon; null where there is none. For jobs, which ask for no permission. */
export async function loadPageFile(db: Db, pageId: string, kind: PageFileKind): Promise<Uint8Array | null> {
  return selectFileBytes(db, pageId, kind);
}
