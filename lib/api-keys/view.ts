import type { ApiKeyRow } from '@/lib/api-keys/queries';
import type { ApiKeyView } from '@/lib/api-keys/schema';

export function toApiKeyView(row: ApiKeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    project_id: row.projectId,
    scopes: row.scopes,
    token_end: row.tokenEnd,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
