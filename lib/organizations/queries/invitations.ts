import { and, desc, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { invitations, organizations } from '@/db/schema/organizations';
import { users } from '@/db/schema/users';

export type InvitationRow = typeof invitations.$inferSelect;

export async function insertInvitation(db: Db, row: typeof invitations.$inferInsert): Promise<InvitationRow> {
  const [inserted] = await db.insert(invitations).values(row).returning();
  if (inserted === undefined) throw new Error('an insert returned no row');
  return inserted;
}

export async function selectInvitationRows(
  db: Db,
  organizationId: string,
  page: { beforeId: string | null; limit: number },
): Promise<InvitationRow[]> {
  return await db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        page.beforeId === null ? undefined : lt(invitations.id, page.beforeId),
      ),
    )
    .orderBy(desc(invitations.id))
    .limit(page.limit);
}

export async function lockInvitation(
  db: Db,
  organizationId: string,
  invitationId: string,
): Promise<InvitationRow | null> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.id, invitationId)))
    .for('update');
  return row ?? null;
}

/** Without an organization, for a token is a secret and names its own tenant. */
export async function findInvitationByHash(db: Db, tokenHash: string) {
  const [row] = await db
    .select({ invitation: invitations, organizationName: organizations.name, inviterName: users.name })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .leftJoin(users, eq(users.id, invitations.invitedByUserId))
    .where(eq(invitations.tokenHash, tokenHash));
  return row ?? null;
}

export async function lockInvitationByHash(db: Db, tokenHash: string): Promise<InvitationRow | null> {
  const [row] = await db.select().from(invitations).where(eq(invitations.tokenHash, tokenHash)).for('update');
  return row ?? null;
}

function isPending(email: string, now: Date) {
  return and(
    eq(invitations.email, email),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, now),
  );
}

export async function hasPendingInvitation(db: Db, email: string, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: invitations.id })
    .from(invitations)
    .where(isPending(email, now))
    .limit(1);
  return rows.length > 0;
}

export async function lockPendingInvitationsFor(db: Db, email: string, now: Date): Promise<InvitationRow[]> {
  return await db
    .select()
    .from(invitations)
    .where(isPending(email, now))
    .orderBy(desc(invitations.id))
    .for('update');
}

export async function markInvitationAccepted(db: Db, invitationId: string, now: Date): Promise<void> {
  await db.update(invitations).set({ acceptedAt: now }).where(eq(invitations.id, invitationId));
}

export async function markInvitationRevoked(db: Db, invitationId: string, now: Date): Promise<void> {
  await db.update(invitations).set({ revokedAt: now }).where(eq(invitations.id, invitationId));
}

/** A new invitation for an address takes the place of those before it. */
export async function revokePendingInvitations(
  db: Db,
  organizationId: string,
  email: string,
  now: Date,
): Promise<void> {
  await db
    .update(invitations)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    );
}
