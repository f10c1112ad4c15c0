import { createHash } from 'node:crypto';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { maxFileBytes } from '@/lib/status-pages/constants';
import { findPageFiles } from '@/lib/status-pages/find-page-files';
import { upsertFile } from '@/lib/status-pages/internal/file-queries';
import { holdPage } from '@/lib/status-pages/internal/hold-page';
import { markPage } from '@/lib/status-pages/mark-page';
import { filePath } from '@/lib/status-pages/rules/file-path';
import { inspectPicture } from '@/lib/status-pages/rules/picture';
import { type PageFileView, putPageFileInput } from '@/lib/status-pages/schema';
import { toFileView } from '@/lib/status-pages/view';

/**
 * A logo or the favicon, in place of the one there was. The same again changes nothing.
 * @throws ProductError `not_found`, `invalid` with the reason why the file is not taken
 */
export async function putPageFile(ctx: Ctx, raw: unknown): Promise<PageFileView> {
  authorize(ctx, 'status_page.write');
  const { page_id, kind, content } = parseInput(putPageFileInput, raw);
  const bytes = decodeBase64(content);
  if (bytes.length > maxFileBytes) throw invalid(`is larger than ${maxFileBytes / 1024} KiB`);
  const picture = inspectPicture(bytes, kind);
  if ('fault' in picture) throw invalid(picture.fault);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const view = toFileView({ kind, path: filePath({ hash, ...picture }), ...picture });
  return ctx.db.transaction(async (db) => {
    await holdPage({ ...ctx, db }, page_id);
    const present = await findPageFiles(db, page_id);
    if (present.some((file) => file.kind === kind && file.path === view.path)) return view;
    await upsertFile(db, { pageId: page_id, kind, hash, bytes, ...picture, createdAt: ctx.now });
    const detail = { kind, content_type: picture.contentType, bytes: bytes.length };
    await writeAudit(ctx, db, { action: 'status_page.file_changed', targetId: page_id, detail });
    await markPage(db, page_id);
    return view;
  });
}

/** `Buffer.from` skips what is not base64; what comes back as it went in was. */
function decodeBase64(content: string): Buffer {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.toString('base64') !== content) throw invalid('is not valid base64');
  return bytes;
}

function invalid(detail: string): ProductError {
  return new ProductError('invalid', `The file ${detail}.`, {
    errors: [{ pointer: '/content', code: 'custom', detail }],
  });
}
