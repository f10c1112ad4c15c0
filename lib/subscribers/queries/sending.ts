import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageIncidentComponents, pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { pageComponents, statusPages } from '@/db/schema/status-pages';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { fromUuid, toUuid } from '@/lib/core/ids';

/** `leaseMs`: the end of the lease, which names the claim: whoever comes too late settles nothing. */
export type Claim = { id: string; leaseMs: number };

/** What is due, the oldest first, and what a sender left behind that died. Two at once never get the same. */
export async function claimNotifications(db: Db, limit: number, leaseSeconds: number): Promise<Claim[]> {
  const rows = await db.execute<{ id: string; lease_ms: number }>(sql`
    with due as (
      select id from page_notifications
      where status in ('pending', 'sending') and next_attempt_at <= clock_timestamp()
      order by next_attempt_at, id limit ${limit} for update skip locked
    ), lease as (
      select date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => ${leaseSeconds}) as until_at
    )
    update page_notifications n
    set status = 'sending', claimed_until_at = lease.until_at, next_attempt_at = lease.until_at
    from due, lease where n.id = due.id
    returning n.id, round(date_part('epoch', n.claimed_until_at) * 1000) as lease_ms`);
  return rows.map(({ id, lease_ms }) => ({ id: fromUuid('pnt', id), leaseMs: lease_ms }));
}

/**
 * As it is now, and not as it was when it was claimed: whoever has gone meanwhile is told nothing. Null where the lease has run out, or
 * would before the message is sent: another sender has it, or will have.
 */
export async function findNotification(db: Db, { id, leaseMs }: Claim, enoughSeconds: number) {
  const { claimedUntilAt } = pageNotifications;
  const rows = await db
    .select({
      notification: pageNotifications,
      subscriber: subscribers,
      update: pageIncidentUpdates,
      incident: pageIncidents,
      page: statusPages,
    })
    .from(pageNotifications)
    .innerJoin(subscribers, eq(subscribers.id, pageNotifications.subscriberId))
    .innerJoin(pageIncidentUpdates, eq(pageIncidentUpdates.id, pageNotifications.updateId))
    .innerJoin(pageIncidents, eq(pageIncidents.id, pageIncidentUpdates.pageIncidentId))
    .innerJoin(statusPages, eq(statusPages.id, subscribers.pageId))
    .where(
      and(
        eq(pageNotifications.id, id),
        eq(pageNotifications.status, 'sending'),
        eq(claimedUntilAt, new Date(leaseMs)),
        sql`${claimedUntilAt} > clock_timestamp() + make_interval(secs => ${enoughSeconds})`,
      ),
    );
  return rows[0] ?? null;
}

export type FoundNotification = NonNullable<Awaited<ReturnType<typeof findNotification>>>;

/** What the incident affects, in the order of the page. */
export async function selectAffected(db: Db, pageIncidentId: string) {
  return db
    .select({
      id: pageComponents.id,
      name: pageComponents.name,
      status: pageIncidentComponents.status,
    })
    .from(pageIncidentComponents)
    .innerJoin(pageComponents, eq(pageComponents.id, pageIncidentComponents.componentId))
    .where(eq(pageIncidentComponents.pageIncidentId, pageIncidentId))
    .orderBy(pageComponents.position, pageComponents.id);
}

export type Settled =
  | { status: 'sent'; error: null }
  | { status: 'failed' | 'suppressed'; error: string | null }
  /** `countsAttempt`: not where the receiver only asked for patience. */
  | { status: 'pending'; error: string; afterMs: number; countsAttempt: boolean };

/** False where the lease ran out and another sender has it, or has settled it. */
export async function settleNotification(db: Db, claim: Claim, settled: Settled): Promise<boolean> {
  const isRetry = settled.status === 'pending';
  const next = isRetry
    ? sql`clock_timestamp() + make_interval(secs => ${settled.afterMs / 1000}::float8)`
    : sql`null`;
  const counts = settled.status !== 'suppressed' && (!isRetry || settled.countsAttempt);
  const rows = await db.execute(sql`
    update page_notifications
    set status = ${settled.status}, last_error = ${settled.error}, next_attempt_at = ${next}, claimed_until_at = null,
      attempt_count = attempt_count + ${counts ? 1 : 0},
      sent_at = case when ${settled.status === 'sent'} then clock_timestamp() end
    where id = ${toUuid(claim.id)}::uuid and status = 'sending'
      and claimed_until_at = ${new Date(claim.leaseMs).toISOString()}::timestamptz
    returning 1`);
  return rows.length > 0;
}

/** What was claimed and not begun: somebody else may have it at once. */
export async function releaseNotifications(db: Db, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  await db
    .update(pageNotifications)
    .set({ status: 'pending', nextAttemptAt: sql`clock_timestamp()`, claimedUntilAt: null })
    .where(
      and(
        inArray(
          pageNotifications.id,
          claims.map(({ id }) => id),
        ),
        eq(pageNotifications.status, 'sending'),
        inArray(
          pageNotifications.claimedUntilAt,
          claims.map(({ leaseMs }) => new Date(leaseMs)),
        ),
      ),
    );
}

export async function noteSent(db: Db, subscriberId: string): Promise<void> {
  await db
    .update(subscribers)
    .set({ failureCount: 0, lastNotifiedAt: sql`clock_timestamp()` })
    .where(eq(subscribers.id, subscriberId));
}

/** Switched off at once where there is a reason, else after so many updates in a row that did not arrive. */
export async function noteFailure(
  db: Db,
  subscriberId: string,
  { reason, isFinal, maxFailures }: { reason: string; isFinal: boolean; maxFailures: number },
): Promise<void> {
  await db
    .update(subscribers)
    .set({
      failureCount: sql`${subscribers.failureCount} + 1`,
      disabledReason: sql`case
        when ${isFinal} or ${subscribers.failureCount} + 1 >= ${maxFailures}
        then coalesce(${subscribers.disabledReason}, ${reason.slice(0, 500)}) else ${subscribers.disabledReason} end`,
    })
    .where(eq(subscribers.id, subscriberId));
}

/** Alerts that are due and that nobody has taken yet. */
export async function areAlertsWaiting(db: Db): Promise<boolean> {
  const rows = await db.execute<{ waiting: boolean }>(sql`
    select exists (
      select 1 from deliveries where status = 'pending' and next_attempt_at <= clock_timestamp()) as waiting`);
  return rows[0]?.waiting ?? false;
}

/** Of all pages of an organization. Gives back how many were told until now. */
export async function disableAddresses(
  db: Db,
  organizationId: string,
  addresses: readonly string[],
  reason: string,
): Promise<{ id: string }[]> {
  if (addresses.length === 0) return [];
  return db
    .update(subscribers)
    .set({ disabledReason: reason.slice(0, 500), updatedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(subscribers.organizationId, organizationId),
        eq(subscribers.kind, 'email'),
        inArray(subscribers.address, [...addresses]),
        sql`${subscribers.disabledReason} is null`,
      ),
    )
    .returning({ id: subscribers.id });
}

/** Whose mail it was that carried this id: a subscriber's, an update's to one, or an alert's. */
export async function findMailedOrganization(db: Db, mailId: string): Promise<string | null> {
  const rows = await db.execute<{ organization_id: string }>(sql`
    select organization_id from (
      select organization_id from subscribers where id = ${toUuid(mailId)}::uuid
      union all select organization_id from page_notifications where id = ${toUuid(mailId)}::uuid
      union all select organization_id from deliveries where id = ${toUuid(mailId)}::uuid) as found limit 1`);
  const [found] = rows;
  return found === undefined ? null : fromUuid('org', found.organization_id);
}
