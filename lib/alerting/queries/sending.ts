import { and, eq, inArray, sql } from 'drizzle-orm';
import { pgArray, pgTexts } from '@/db/arrays';
import type { Db } from '@/db/client';
import { channels, deliveries, deliveryAttempts, emailSuppressions } from '@/db/schema/alerting';
import { incidentEvents, type StoredActor } from '@/db/schema/incidents';
import { members, organizations } from '@/db/schema/organizations';
import { users } from '@/db/schema/users';
import { uuidsOf } from '@/lib/alerting/queries/uuids';
import { fromUuid, toUuid } from '@/lib/core/ids';
import type { IncidentEventType } from '@/lib/incidents/constants';

/** Longer than the longest attempt (a mail of 30 s), so that only a dead sender loses it. */
export const leaseSeconds = 90;

export type ClaimedDelivery = Awaited<ReturnType<typeof selectClaimed>>[number];

/** `d` comes after `older`, a message of the same incident to the same channel that is not settled yet. */
export const isBehind = sql`older.incident_id = d.incident_id and older.channel_id = d.channel_id
  and older.id <> d.id and older.status in ('pending', 'sending', 'folded')
  and (older.created_at, older.transition = 'resolved', older.id)
    < (d.created_at, d.transition = 'resolved', d.id)`;

/** `d` must not be sent yet: it would overtake another. */
export const isOvertaking = sql`exists (select 1 from ${deliveries} as older where ${isBehind})`;

export function selectClaimed(db: Db, leaseId: string) {
  return db
    .select({ delivery: deliveries, channel: channels })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(and(eq(deliveries.leaseId, leaseId), eq(deliveries.status, 'sending')))
    .orderBy(deliveries.createdAt);
}

export async function findChannelScope(
  db: Db,
  channelId: string,
): Promise<{ organizationId: string; projectId: string } | null> {
  const rows = await db
    .select({ organizationId: channels.organizationId, projectId: channels.projectId })
    .from(channels)
    .where(eq(channels.id, channelId));
  return rows[0] ?? null;
}

export type DeliveryOutcome =
  | { status: 'delivered' }
  | { status: 'pending'; afterMs: number; giveUpAt: Date }
  | { status: 'failed' };

export type Settled = {
  id: string;
  leaseId: string | null;
  attemptCount: number;
  requestsDone: number;
  receipt: Readonly<Record<string, string>> | null;
  outcome: DeliveryOutcome;
};

/** Those that are still there, locked: what is deleted meanwhile cannot be written about. */
export async function lockDeliveries(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(inArray(deliveries.id, [...ids]))
    .orderBy(deliveries.id)
    .for('no key update');
  return new Set(rows.map(({ id }) => id));
}

/** Those whose lease was still held: of the others, what somebody else finds is what counts. */
export async function settleDeliveries(db: Db, settled: readonly Settled[]): Promise<Set<string>> {
  const held = settled.filter(({ leaseId }) => leaseId !== null);
  const waits = held.map(({ outcome }) => (outcome.status === 'pending' ? outcome : null));
  const rows = await db.execute<{ id: string }>(sql`
    update ${deliveries} as d
    set status = s.status, attempt_count = s.attempt_count, requests_done = s.requests_done,
      receipt = s.receipt::jsonb, lease_id = null,
      next_attempt_at = case when s.status = 'pending'
        then clock_timestamp() + s.after_ms * interval '1 millisecond' end,
      give_up_at = coalesce(s.give_up_at::timestamptz, d.give_up_at),
      delivered_at = case when s.status = 'delivered' then clock_timestamp() else d.delivered_at end
    from unnest(
      ${uuidsOf(held.map(({ id }) => id))},
      ${pgArray(held.map(({ leaseId }) => leaseId))}::text::uuid[],
      ${pgArray(held.map(({ outcome }) => outcome.status))}::text::text[],
      ${pgArray(held.map(({ attemptCount }) => attemptCount))}::text::int[],
      ${pgArray(held.map(({ requestsDone }) => requestsDone))}::text::smallint[],
      ${pgTexts(held.map(({ receipt }) => (receipt === null ? null : JSON.stringify(receipt))))}::text::text[],
      ${pgArray(waits.map((wait) => wait?.afterMs ?? null))}::text::float8[],
      ${pgTexts(waits.map((wait) => wait?.giveUpAt.toISOString() ?? null))}::text::text[]
    ) as s(id, lease_id, status, attempt_count, requests_done, receipt, after_ms, give_up_at)
    where d.id = s.id and d.lease_id = s.lease_id and d.status = 'sending'
    returning d.id`);
  return new Set(rows.map(({ id }) => fromUuid('dlv', id)));
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

/** What was written before stays: the answer to its commit was lost. Gives back what is new. */
export async function insertAttempts(
  db: Db,
  rows: readonly (typeof deliveryAttempts.$inferInsert)[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await db
    .insert(deliveryAttempts)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: deliveryAttempts.id });
  return new Set(inserted.map(({ id }) => id));
}

/** Always in this order, so that two senders never wait for each other. */
export async function lockChannelsInOrder(db: Db, ids: readonly string[]): Promise<void> {
  await db
    .select({ id: channels.id })
    .from(channels)
    .where(inArray(channels.id, [...ids]))
    .orderBy(channels.id)
    .for('no key update');
}

/** `error` null: the last one is mended. */
export async function noteChannelAttempt(
  db: Db,
  channelId: string,
  note: { delivered: boolean; error: string | null },
): Promise<void> {
  await db
    .update(channels)
    .set({ lastError: note.error, ...(note.delivered ? { lastDeliveryAt: sql`clock_timestamp()` } : {}) })
    .where(eq(channels.id, channelId));
}

/** The receiver asks for it: until then nothing goes to the channel, and what folds is gathered. */
export async function restChannel(db: Db, channelId: string, afterMs: number): Promise<void> {
  const until = sql`clock_timestamp() + ${afterMs} * interval '1 millisecond'`;
  await db
    .update(channels)
    .set({ groupingUntilAt: sql`greatest(${channels.groupingUntilAt}, ${until})` })
    .where(eq(channels.id, channelId));
}

/**
 * A receiver that has taken what it refused before is back: what else waits for another try comes within five seconds,
 * each at a moment of its own, unless it has asked for a rest.
 */
export async function bringForward(db: Db, channelId: string): Promise<void> {
  await db.execute(sql`
    update ${deliveries} as d set next_attempt_at = now() + random() * interval '5 seconds'
    from (
      select p.id from ${deliveries} as p join ${channels} as c on c.id = p.channel_id
      where c.id = ${toUuid(channelId)}::uuid and p.status = 'pending' and p.attempt_count > 0
        and p.next_attempt_at > now() + interval '5 seconds'
        and (c.grouping_until_at is null or c.grouping_until_at <= now())
      for update of p skip locked
    ) as waiting
    where d.id = waiting.id`);
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

export type TimelineEntry = {
  organizationId: string;
  incidentId: string;
  type: IncidentEventType;
  actor: StoredActor;
  body: string;
  detail: Record<string, unknown>;
};

// Postgres takes 65,535 parameters in one statement.
const rowsPerInsert = 1000;

export async function insertTimeline(db: Db, entries: readonly TimelineEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += rowsPerInsert) {
    await db
      .insert(incidentEvents)
      .values(
        entries.slice(from, from + rowsPerInsert).map((row) => ({ ...row, at: sql`clock_timestamp()` })),
      );
  }
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
