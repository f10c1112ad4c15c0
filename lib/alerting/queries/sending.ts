import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries, deliveryAttempts, emailSuppressions } from '@/db/schema/alerting';
import { incidentEvents, type StoredActor } from '@/db/schema/incidents';
import { members, organizations } from '@/db/schema/organizations';
import { users } from '@/db/schema/users';
import { newUuid, toUuid } from '@/lib/core/ids';
import type { IncidentEventType } from '@/lib/incidents/constants';

/** Longer than the longest attempt (a mail of 30 s), so that only a dead sender loses it. */
export const leaseSeconds = 90;

/** How many of one channel are looked at in one claim: a slow receiver must not take every place. */
const perChannel = 4;
/** How many due deliveries one claim ranks, so that a flood costs no more: busy channels are left out before. */
const windowRows = 256;

export type ClaimedDelivery = Awaited<ReturnType<typeof selectClaimed>>[number];

// An older message of the same incident to the same channel is not settled yet: this one must not overtake it.
const isOvertaking = sql`exists (
  select 1 from ${deliveries} as older
  where older.incident_id = d.incident_id and older.channel_id = d.channel_id and older.id <> d.id
    and older.status in ('pending', 'sending')
    and (older.created_at, older.transition = 'resolved', older.id)
      < (d.created_at, d.transition = 'resolved', d.id))`;

/**
 * Takes due deliveries, and those whose sender died with its lease. `FOR UPDATE SKIP LOCKED` keeps two senders apart,
 * `lease_id` fences off the one that was thought dead.
 */
export async function claimDeliveries(
  db: Db,
  limit: number,
  busyChannelIds: readonly string[],
): Promise<ClaimedDelivery[]> {
  const leaseId = newUuid();
  const busy = sql`array[${sql.join(
    busyChannelIds.map((id) => sql`${toUuid(id)}::uuid`),
    sql`, `,
  )}]::uuid[]`;
  // In one transaction: were the answer of the second query lost, the lease of the first would hold them back.
  return db.transaction(async (tx) => {
    const claimed = await tx.execute<{ id: string }>(sql`
    with due as materialized (
      select d.id, d.channel_id, d.next_attempt_at
      from ${deliveries} as d
      where d.next_attempt_at <= now() and d.status in ('pending', 'sending')
        and d.channel_id <> all(${busy}) and not ${isOvertaking}
      order by d.next_attempt_at
      limit ${windowRows}
    ), ranked as materialized (
      select id, row_number() over (partition by channel_id order by next_attempt_at, id) as place from due
    ), taken as (
      select d.id from ${deliveries} as d join ranked on ranked.id = d.id
      where ranked.place <= ${perChannel}
        and d.next_attempt_at <= now() and d.status in ('pending', 'sending')
      order by ranked.place, d.next_attempt_at
      limit ${limit}
      for update of d skip locked
    )
    update ${deliveries} as d
    set status = 'sending', lease_id = ${leaseId}::uuid,
      next_attempt_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from taken where d.id = taken.id
    returning d.id`);
    return claimed.length === 0 ? [] : selectClaimed(tx, leaseId);
  });
}

function selectClaimed(db: Db, leaseId: string) {
  return db
    .select({ delivery: deliveries, channel: channels })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(and(eq(deliveries.leaseId, leaseId), eq(deliveries.status, 'sending')))
    .orderBy(deliveries.createdAt);
}

type Lease = { id: string; leaseId: string | null };

export type DeliveryOutcome =
  | { status: 'delivered' }
  | { status: 'pending'; afterMs: number; giveUpAt: Date }
  | { status: 'failed' | 'suppressed' };

export type Settled = {
  attemptCount: number;
  requestsDone: number;
  receipt: Readonly<Record<string, string>> | null;
  outcome: DeliveryOutcome;
};

/** False when the lease was lost: somebody else has it now, and what he finds is what counts. */
export async function settleDelivery(
  db: Db,
  { id, leaseId }: Lease,
  { attemptCount, requestsDone, receipt, outcome }: Settled,
): Promise<boolean> {
  if (leaseId === null) return false;
  const nextAttemptAt =
    outcome.status === 'pending' ? sql`now() + make_interval(secs => ${outcome.afterMs / 1000})` : null;
  const rows = await db
    .update(deliveries)
    .set({
      status: outcome.status,
      attemptCount,
      requestsDone,
      receipt,
      leaseId: null,
      nextAttemptAt,
      ...(outcome.status === 'pending' ? { giveUpAt: outcome.giveUpAt } : {}),
      ...(outcome.status === 'delivered' ? { deliveredAt: sql`now()` } : {}),
    })
    .where(and(eq(deliveries.id, id), eq(deliveries.leaseId, leaseId), eq(deliveries.status, 'sending')))
    .returning({ id: deliveries.id });
  return rows.length > 0;
}

/** The receiver has said how it wants to be called from now on. Never a secret: those are sealed elsewhere. */
export async function patchChannelConfig(
  db: Db,
  channelId: string,
  patch: Readonly<Record<string, string>>,
): Promise<void> {
  await db
    .update(channels)
    .set({
      config: sql`${channels.config} || ${JSON.stringify(patch)}::text::jsonb`,
      updatedAt: sql`now()`,
    })
    .where(eq(channels.id, channelId));
}

/** Addresses whose mail was refused for good get none any more, of whichever channel. */
export async function suppressBounces(
  db: Db,
  organizationId: string,
  bounces: readonly { address: string; reason: string }[],
): Promise<void> {
  if (bounces.length === 0) return;
  await db
    .insert(emailSuppressions)
    .values(
      bounces.map(({ address, reason }) => ({
        organizationId,
        address: address.toLowerCase(),
        reason: 'bounced' as const,
        detail: reason,
      })),
    )
    .onConflictDoNothing();
}

export async function insertAttempt(db: Db, row: typeof deliveryAttempts.$inferInsert): Promise<void> {
  await db.insert(deliveryAttempts).values(row);
}

/** `error` null: the last one is mended. */
export async function noteChannelAttempt(
  db: Db,
  channelId: string,
  note: { delivered: boolean; error: string | null },
): Promise<void> {
  await db
    .update(channels)
    .set({ lastError: note.error, ...(note.delivered ? { lastDeliveryAt: sql`now()` } : {}) })
    .where(eq(channels.id, channelId));
}

/** True for the one who switched it off. */
export async function disableChannel(db: Db, channelId: string, reason: string): Promise<boolean> {
  const rows = await db
    .update(channels)
    .set({ enabled: false, disabledReason: reason, updatedAt: sql`now()` })
    .where(and(eq(channels.id, channelId), eq(channels.enabled, true)))
    .returning({ id: channels.id });
  return rows.length > 0;
}

/** What waits for a channel that was switched off will not be sent. */
export async function suppressPending(db: Db, channelId: string): Promise<void> {
  await db
    .update(deliveries)
    .set({ status: 'suppressed', nextAttemptAt: null })
    .where(and(eq(deliveries.channelId, channelId), inArray(deliveries.status, ['pending'])));
}

export async function insertTimelineEvent(
  db: Db,
  row: {
    organizationId: string;
    incidentId: string;
    type: IncidentEventType;
    actor: StoredActor;
    body: string;
    detail: Record<string, unknown>;
  },
): Promise<void> {
  await db.insert(incidentEvents).values({ ...row, at: sql`clock_timestamp()` });
}

export async function selectOwnerEmails(db: Db, organizationId: string): Promise<string[]> {
  const rows = await db
    .select({ email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(organizations, eq(organizations.id, members.organizationId))
    .where(and(eq(members.organizationId, organizationId), eq(members.role, 'owner')))
    .limit(50);
  return rows.map(({ email }) => email);
}
