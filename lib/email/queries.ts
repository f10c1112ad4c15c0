import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { mailboxMessages } from '@/db/schema/alerting';

export type MailboxRow = typeof mailboxMessages.$inferSelect;

/** A second attempt at the same message changes nothing. */
export async function insertMailboxMessage(db: Db, row: typeof mailboxMessages.$inferInsert): Promise<void> {
  await db
    .insert(mailboxMessages)
    .values(row)
    .onConflictDoNothing({ target: mailboxMessages.idempotencyKey });
}

/** Newest first. */
export async function selectMailboxMessages(
  db: Db,
  organizationId: string,
  page: { limit: number; before: string | null },
): Promise<MailboxRow[]> {
  return db
    .select()
    .from(mailboxMessages)
    .where(
      and(
        eq(mailboxMessages.organizationId, organizationId),
        page.before === null ? undefined : lt(mailboxMessages.id, page.before),
      ),
    )
    .orderBy(desc(mailboxMessages.id))
    .limit(page.limit + 1);
}

/** Marks it read at the first reading. */
export async function readMailboxMessage(
  db: Db,
  organizationId: string,
  messageId: string,
): Promise<MailboxRow | null> {
  const rows = await db
    .update(mailboxMessages)
    .set({ readAt: sql`coalesce(${mailboxMessages.readAt}, now())` })
    .where(and(eq(mailboxMessages.organizationId, organizationId), eq(mailboxMessages.id, messageId)))
    .returning();
  return rows[0] ?? null;
}
