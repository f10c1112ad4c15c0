import type { Db } from '@/db/client';
import { findPageComponents } from '@/lib/status-pages/find-page-components';
import { findPageFiles } from '@/lib/status-pages/find-page-files';
import { type StoredPage, selectHostnames } from '@/lib/status-pages/queries';
import type { StatusPageView } from '@/lib/status-pages/schema';
import { toPageView } from '@/lib/status-pages/view';

/** With its components and files, read now. */
export async function viewStoredPage(db: Db, page: StoredPage): Promise<StatusPageView> {
  const hostnames = await selectHostnames(db, [page.id]);
  return toPageView(page, {
    hostname: hostnames.get(page.id) ?? null,
    components: await findPageComponents(db, page.id),
    files: await findPageFiles(db, page.id),
  });
}
