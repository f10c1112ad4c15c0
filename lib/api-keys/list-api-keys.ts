import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { selectApiKeyRows } from '@/lib/api-keys/queries';
import { type ApiKeyView, listApiKeysInput } from '@/lib/api-keys/schema';
import { toApiKeyView } from '@/lib/api-keys/view';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';

/** Newest first, the revoked ones among them. */
export async function listApiKeys(ctx: Ctx, raw: unknown): Promise<Page<ApiKeyView>> {
  authorize(ctx, 'api_key.read');
  const { limit, cursor } = parseInput(listApiKeysInput, raw);
  const rows = await selectApiKeyRows(ctx.db, ctx.organizationId, {
    projectId: projectLimit(ctx),
    beforeId: decodeIdCursor(cursor, 'key'),
    limit: limit + 1,
  });
  return toPage(rows, limit, (row) => [row.id], toApiKeyView);
}
