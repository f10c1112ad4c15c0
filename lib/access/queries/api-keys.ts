import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { apiKeys } from '@/db/schema/access';

export async function selectApiKeyByHash(db: Db, tokenHash: string) {
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.tokenHash, tokenHash));
  return row ?? null;
}

export async function touchApiKey(db: Db, apiKeyId: string, now: Date, notSince: Date): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.id, apiKeyId), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, notSince))));
}
