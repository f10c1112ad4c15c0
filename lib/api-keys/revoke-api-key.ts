import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { loadApiKey } from '@/lib/api-keys/get-api-key';
import { markRevoked } from '@/lib/api-keys/queries';
import { type ApiKeyView, apiKeyIdInput } from '@/lib/api-keys/schema';
import { toApiKeyView } from '@/lib/api-keys/view';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';

/** Holds from the next request on. A second call changes nothing. */
export async function revokeApiKey(ctx: Ctx, raw: unknown): Promise<ApiKeyView> {
  authorize(ctx, 'api_key.write');
  const { id } = parseInput(apiKeyIdInput, raw);
  return ctx.db.transaction(async (db) => {
    const row = await loadApiKey({ ...ctx, db }, id);
    if (!(await markRevoked(db, row.id, ctx.now))) return toApiKeyView(row);
    await writeAudit(ctx, db, { action: 'api_key.revoked', targetId: row.id, detail: { name: row.name } });
    return toApiKeyView({ ...row, revokedAt: ctx.now });
  });
}
