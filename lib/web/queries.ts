import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { idempotencyKeys } from '@/db/schema/access';

export type ClaimKey = { organizationId: string; actorId: string; key: string };
export type Claim = typeof idempotencyKeys.$inferSelect;

const ofKey = ({ organizationId, actorId, key }: ClaimKey) =>
  and(
    eq(idempotencyKeys.organizationId, organizationId),
    eq(idempotencyKeys.actorId, actorId),
    eq(idempotencyKeys.key, key),
  );

/** True for exactly one of any number of simultaneous callers. An expired or abandoned claim is taken over. */
export async function insertClaim(
  db: Db,
  claim: ClaimKey & { requestHash: string; now: Date; expiredBefore: Date; abandonedBefore: Date },
): Promise<boolean> {
  const { now, expiredBefore, abandonedBefore, ...values } = claim;
  const rows = await db
    .insert(idempotencyKeys)
    .values({ ...values, createdAt: now })
    .onConflictDoUpdate({
      target: [idempotencyKeys.organizationId, idempotencyKeys.actorId, idempotencyKeys.key],
      set: { requestHash: values.requestHash, status: null, headers: null, body: null, createdAt: now },
      setWhere: sql`${idempotencyKeys.createdAt} < ${expiredBefore.toISOString()}
        or (${idempotencyKeys.status} is null and ${idempotencyKeys.createdAt} < ${abandonedBefore.toISOString()})`,
    })
    .returning({ key: idempotencyKeys.key });
  return rows.length > 0;
}

export async function selectClaim(db: Db, key: ClaimKey): Promise<Claim | null> {
  const [row] = await db.select().from(idempotencyKeys).where(ofKey(key));
  return row ?? null;
}

export async function completeClaim(
  db: Db,
  key: ClaimKey,
  answer: { status: number; headers: Record<string, string>; body: string },
): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set(answer)
    .where(and(ofKey(key), isNull(idempotencyKeys.status)));
}

export async function deleteOpenClaim(db: Db, key: ClaimKey): Promise<void> {
  await db.delete(idempotencyKeys).where(and(ofKey(key), isNull(idempotencyKeys.status)));
}

export async function deleteClaimsBefore(db: Db, before: Date): Promise<number> {
  const rows = await db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, before))
    .returning({ key: idempotencyKeys.key });
  return rows.length;
}
