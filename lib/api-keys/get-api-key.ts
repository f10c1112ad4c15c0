import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { type ApiKeyRow, findApiKeyRow } from '@/lib/api-keys/queries';
import { type ApiKeyView, apiKeyIdInput } from '@/lib/api-keys/schema';
import { toApiKeyView } from '@/lib/api-keys/view';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

export async function getApiKey(ctx: Ctx, raw: unknown): Promise<ApiKeyView> {
  authorize(ctx, 'api_key.read');
  const { id } = parseInput(apiKeyIdInput, raw);
  return toApiKeyView(await loadApiKey(ctx, id));
}

/** A key that is limited to a project sees the keys of that project only. */
export async function loadApiKey(ctx: Ctx, apiKeyId: string): Promise<ApiKeyRow> {
  const row = await findApiKeyRow(ctx.db, ctx.organizationId, apiKeyId);
  const limit = projectLimit(ctx);
  if (row === null || (limit !== null && row.projectId !== limit)) throw notFound('API key');
  return row;
}
