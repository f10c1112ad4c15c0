import { and, desc, eq, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { statusPages } from '@/db/schema/status-pages';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { toUuid } from '@/lib/core/ids';
import type { StoredPage } from '@/lib/status-pages/require-page';
import type { SubscriberKind, SubscriberState } from '@/lib/subscribers/constants';

export type StoredSubscriber = typeof subscribers.$inferSelect;
export type NewSubscriber = typeof subscribers.$inferInsert & { id: string };
type Values = Partial<typeof subscribers.$inferInsert>;

function inState(state: SubscriberState): SQL | undefined {
  const { confirmedAt, unsubscribedAt, disabledReason } = subscribers;
  switch (state) {
    case 'unsubscribed':
      return isNotNull(unsubscribedAt);
    case 'disabled':
      return and(isNull(unsubscribedAt), isNotNull(disabledReason));
    case 'unconfirmed':
      return and(isNull(unsubscribedAt), isNull(disabledReason), isNull(confirmedAt));
    case 'active':
      return and(isNull(unsubscribedAt), isNull(disabledReason), isNotNull(confirmedAt));
  }
}

export type SubscriberFilter = {
  pageId: string;
  kind?: SubscriberKind | undefined;
  state?: SubscriberState | undefined;
  q?: string | undefined;
};

/** Newest first. */
export async function selectSubscribers(
  db: Db,
  organizationId: string,
  { pageId, kind, state, q }: SubscriberFilter,
  page: { limit: number; before: string | null },
): Promise<StoredSubscriber[]> {
  return db
    .select()
    .from(subscribers)
    .where(
      and(
        eq(subscribers.organizationId, organizationId),
        eq(subscribers.pageId, pageId),
        kind === undefined ? undefined : eq(subscribers.kind, kind),
        state === undefined ? undefined : inState(state),
        q === undefined || q === '' ? undefined : sql`strpos(${subscribers.address}, ${q.toLowerCase()}) > 0`,
        page.before === null ? undefined : lt(subscribers.id, page.before),
      ),
    )
    .orderBy(desc(subscribers.id))
    .limit(page.limit + 1);
}

export async function findSubscriber(
  db: Db,
  organizationId: string,
  { pageId, id }: { pageId: string; id: string },
): Promise<StoredSubscriber | null> {
  const rows = await db
    .select()
    .from(subscribers)
    .where(
      and(
        eq(subscribers.organizationId, organizationId),
        eq(subscribers.pageId, pageId),
        eq(subscribers.id, id),
      ),
    );
  return rows[0] ?? null;
}

/** What is to be sent goes first: senders hold one of these, then its subscriber. */
export async function deleteSubscriberRow(db: Db, id: string): Promise<boolean> {
  await db.delete(pageNotifications).where(eq(pageNotifications.subscriberId, id));
  const rows = await db.delete(subscribers).where(eq(subscribers.id, id)).returning({ id: subscribers.id });
  return rows.length > 0;
}

/** Webhooks and Slack channels of a page. */
export async function countHooks(db: Db, pageId: string): Promise<number> {
  return db.$count(subscribers, and(eq(subscribers.pageId, pageId), ne(subscribers.kind, 'email')));
}

export async function findMailbox(db: Db, pageId: string, address: string): Promise<StoredSubscriber | null> {
  const rows = await db
    .select()
    .from(subscribers)
    .where(
      and(eq(subscribers.pageId, pageId), eq(subscribers.kind, 'email'), eq(subscribers.address, address)),
    );
  return rows[0] ?? null;
}

export async function insertSubscriber(db: Db, row: NewSubscriber): Promise<StoredSubscriber> {
  const [made] = await db.insert(subscribers).values(row).returning();
  if (made === undefined) throw new Error('the subscriber was not inserted');
  return made;
}

/**
 * The row of a mailbox, made where there is none, and locked: of two who ask at once, one waits for the other. `isNew`
 * says which it was.
 */
export async function holdMailbox(
  db: Db,
  row: NewSubscriber,
): Promise<{ subscriber: StoredSubscriber; isNew: boolean }> {
  const made = await db
    .insert(subscribers)
    .values(row)
    .onConflictDoNothing({
      target: [subscribers.pageId, subscribers.address],
      where: sql`kind = 'email'`,
    })
    .returning();
  if (made[0] !== undefined) return { subscriber: made[0], isNew: true };
  const [there] = await db
    .select()
    .from(subscribers)
    .where(
      and(
        eq(subscribers.pageId, row.pageId),
        eq(subscribers.kind, 'email'),
        eq(subscribers.address, row.address),
      ),
    )
    .for('update');
  if (there === undefined) throw new Error('the mailbox was deleted meanwhile');
  return { subscriber: there, isNew: false };
}

/** By its id alone: whoever asks holds a link that was signed for it. */
export async function holdLinked(db: Db, id: string): Promise<StoredSubscriber | null> {
  const rows = await db.select().from(subscribers).where(eq(subscribers.id, id)).for('update');
  return rows[0] ?? null;
}

export async function findLinked(db: Db, id: string) {
  const rows = await db
    .select({ subscriber: subscribers, page: statusPages })
    .from(subscribers)
    .innerJoin(statusPages, eq(statusPages.id, subscribers.pageId))
    .where(eq(subscribers.id, id));
  return rows[0] ?? null;
}

export async function updateSubscriber(db: Db, id: string, values: Values): Promise<StoredSubscriber> {
  const [updated] = await db.update(subscribers).set(values).where(eq(subscribers.id, id)).returning();
  if (updated === undefined) throw new Error('the subscriber was not updated');
  return updated;
}

/** Whosever it is. */
export async function findPageById(db: Db, id: string): Promise<StoredPage | null> {
  const rows = await db.select().from(statusPages).where(eq(statusPages.id, id));
  return rows[0] ?? null;
}

/** Whether mail of this organization to an address is known to come back. */
export async function isBouncing(db: Db, organizationId: string, address: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from email_suppressions e
    where e.organization_id = ${toUuid(organizationId)}::uuid and e.address = ${address}
      and e.channel_id is null and e.reason <> 'unsubscribed' limit 1`);
  return rows.length > 0;
}

/** Those whose last link has run out. */
export async function deleteUnconfirmed(db: Db, before: Date): Promise<number> {
  const rows = await db.execute(sql`
    delete from subscribers where id in (
      select id from subscribers
      where confirmed_at is null and created_at < ${before.toISOString()}::timestamptz
        and updated_at < ${before.toISOString()}::timestamptz
      limit 5000)
    returning 1`);
  return rows.length;
}
