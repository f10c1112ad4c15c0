import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { selectFileBytes, selectFiles } from '@/lib/status-pages/internal/file-queries';
import { requirePage } from '@/lib/status-pages/require-page';
import { filePath } from '@/lib/status-pages/rules/file-path';
import { pageFilePathRef } from '@/lib/status-pages/schema';

/**
 * A logo or the favicon by its path, for whoever may read the page here, whoever may read it outside.
 * @throws ProductError `not_found`
 */
export async function getPageFile(
  ctx: Ctx,
  raw: unknown,
): Promise<{ contentType: string; bytes: Uint8Array }> {
  authorize(ctx, 'status_page.read');
  const { page_id, path } = parseInput(pageFilePathRef, raw);
  const page = await requirePage(ctx, page_id);
  const file = (await selectFiles(ctx.db, page.id)).find((one) => filePath(one) === path);
  const bytes = file && (await selectFileBytes(ctx.db, page.id, file.kind));
  if (!file || !bytes) throw notFound('file');
  return { contentType: file.contentType, bytes };
}
