import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref, updatedAt } from '@/db/columns';
import { incidents } from '@/db/schema/incidents';
import { members, organizations } from '@/db/schema/organizations';
import { projects } from '@/db/schema/projects';
import type { DeliveryStatus, DeliveryTransition, HoldReason } from '@/lib/alerting/constants';
import type { ChannelType, ReportCadence } from '@/lib/notifiers/constants';

/** `config` is what may be shown; `secrets` is sealed (AES-256-GCM) and never leaves the server. */
export const channels = pgTable(
  'channels',
  {
    id: id('chn'),
    organizationId: ref('org').notNull(),
    projectId: ref('prj').notNull(),
    /** Reaches this member, where a policy or a rota names them; null: told as a channel of the project. */
    userId: ref('usr'),
    type: text().$type<ChannelType>().notNull(),
    name: text().notNull(),
    config: jsonb().$type<Record<string, unknown>>().notNull(),
    secrets: text(),
    /** Title and body as its people want them, with variables. */
    templates: jsonb().$type<{ title?: string; body?: string }>().notNull().default({}),
    enabled: boolean().notNull().default(true),
    disabledReason: text(),
    lastDeliveryAt: instant(),
    lastError: text(),
    /** When the next weekly test is due; null where nobody asked for it. */
    selfTestAt: instant(),
    /** A storm: until then its messages are gathered, and told as one. */
    groupingUntilAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('channels_organization_id').on(table.organizationId, table.id),
    index('channels_project').on(table.projectId),
    foreignKey({
      name: 'channels_project',
      columns: [table.organizationId, table.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }).onDelete('cascade'),
    index('channels_user').on(table.organizationId, table.userId).where(sql`user_id is not null`),
    index('channels_self_test').on(table.selfTestAt).where(sql`self_test_at is not null`),
    foreignKey({
      name: 'channels_member',
      columns: [table.organizationId, table.userId],
      foreignColumns: [members.organizationId, members.userId],
    }).onDelete('cascade'),
  ],
);

/** The transactional outbox: written with the transition itself, sent afterwards, never marked before the answer. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id('dlv'),
    organizationId: ref('org').notNull(),
    channelId: ref('chn').notNull(),
    incidentId: ref('inc'),
    transition: text().$type<DeliveryTransition>().notNull(),
    step: smallint().notNull().default(0),
    status: text().$type<DeliveryStatus>().notNull(),
    /** What is told: a snapshot of incident and monitor at the transition. */
    message: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The digest that tells of it in its place; with status `folded` until that one is settled. */
    digestId: ref('dlv'),
    /** How many of its requests (one per recipient of a mail, say) are through: a retry goes on after them. */
    requestsDone: smallint().notNull().default(0),
    /** What the receiver calls the message: later ones answer to it, or change it. */
    receipt: jsonb().$type<Record<string, string>>(),
    /** When the failure began that it tells of: from then on the time to the alert is measured. */
    failedAt: instant(),
    attemptCount: integer().notNull().default(0),
    /** When it is due; while it is being sent, the end of the lease; null once it is settled. */
    nextAttemptAt: instant(),
    /** Set by the first failed attempt: until then it is tried again. */
    giveUpAt: instant(),
    leaseId: uuid(),
    createdAt: createdAt(),
    deliveredAt: instant(),
  },
  (table) => [
    unique('deliveries_organization_id').on(table.organizationId, table.id),
    unique('deliveries_once').on(table.incidentId, table.transition, table.channelId, table.step),
    index('deliveries_due').on(table.nextAttemptAt).where(sql`next_attempt_at is not null`),
    index('deliveries_organization_created').on(table.organizationId, table.createdAt, table.id),
    index('deliveries_channel').on(table.channelId, table.createdAt),
    index('deliveries_waiting')
      .on(table.channelId, table.createdAt)
      .where(sql`status in ('pending', 'sending', 'folded')`),
    index('deliveries_digest').on(table.digestId).where(sql`digest_id is not null`),
    index('deliveries_delivered').on(table.channelId, table.deliveredAt).where(sql`delivered_at is not null`),
    foreignKey({
      name: 'deliveries_channel',
      columns: [table.organizationId, table.channelId],
      foreignColumns: [channels.organizationId, channels.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'deliveries_incident',
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete('cascade'),
  ],
);

export const deliveryAttempts = pgTable(
  'delivery_attempts',
  {
    id: id('att'),
    organizationId: ref('org').notNull(),
    deliveryId: ref('dlv').notNull(),
    at: instant().notNull(),
    ok: boolean().notNull(),
    /** What was sent, with every secret cut out. */
    request: jsonb().$type<Record<string, unknown>>(),
    statusCode: integer(),
    error: text(),
    /** The receiver's raw answer, cut at 2 KiB. */
    answer: text(),
    durationMs: integer().notNull(),
  },
  (table) => [
    index('delivery_attempts_delivery').on(table.deliveryId, table.at),
    foreignKey({
      name: 'delivery_attempts_delivery',
      columns: [table.organizationId, table.deliveryId],
      foreignColumns: [deliveries.organizationId, deliveries.id],
    }).onDelete('cascade'),
  ],
);

/** The local mailbox: where mail goes while neither Resend nor SMTP is set up. */
export const mailboxMessages = pgTable(
  'mailbox_messages',
  {
    id: id('msg'),
    organizationId: ref('org').references(() => organizations.id, { onDelete: 'cascade' }),
    idempotencyKey: text().notNull().unique(),
    sender: text().notNull(),
    recipients: text().array().notNull(),
    subject: text().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    headers: jsonb().$type<Record<string, string>>().notNull(),
    createdAt: createdAt(),
    readAt: instant(),
  },
  (table) => [index('mailbox_messages_organization').on(table.organizationId, table.createdAt)],
);

/**
 * An incident that has still something to be told of by its policy: a step, a reminder, or an opening that is held.
 * Gone once it is acknowledged or resolved, or when nothing more is to come.
 */
export const escalations = pgTable(
  'escalations',
  {
    incidentId: ref('inc').primaryKey(),
    organizationId: ref('org').notNull(),
    nextStep: smallint().notNull(),
    remindersSent: smallint().notNull().default(0),
    /** Steps are counted from here: when the first was told, or would have been. */
    startedAt: instant().notNull(),
    nextAt: instant().notNull(),
    heldFor: text().$type<HoldReason>(),
    /** Of whom or of what, in words: the title of a maintenance, the name of a parent. */
    heldDetail: text(),
  },
  (table) => [
    index('escalations_next').on(table.nextAt),
    foreignKey({
      name: 'escalations_incident',
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete('cascade'),
  ],
);

/** Addresses that get no more mail: of one channel (somebody unsubscribed), or of all (it bounced). */
export const emailSuppressions = pgTable(
  'email_suppressions',
  {
    id: id('sup'),
    organizationId: ref('org')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** In lower case. */
    address: text().notNull(),
    channelId: ref('chn').references(() => channels.id, { onDelete: 'cascade' }),
    reason: text().$type<'bounced' | 'complained' | 'unsubscribed'>().notNull(),
    detail: text(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('email_suppressions_once')
      .on(table.organizationId, table.address, table.channelId)
      .nullsNotDistinct(),
  ],
);

/** A summary of a project, sent daily, weekly or monthly. */
export const reports = pgTable(
  'reports',
  {
    id: id('rpt'),
    organizationId: ref('org').notNull(),
    projectId: ref('prj').notNull(),
    cadence: text().$type<ReportCadence>().notNull(),
    channelIds: text().array().notNull(),
    timeZone: text().notNull(),
    /** Of the day, in its zone. */
    hour: smallint().notNull(),
    enabled: boolean().notNull().default(true),
    nextAt: instant().notNull(),
    lastAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('reports_organization_id').on(table.organizationId, table.id),
    index('reports_next').on(table.nextAt).where(sql`enabled`),
    foreignKey({
      name: 'reports_project',
      columns: [table.organizationId, table.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }).onDelete('cascade'),
  ],
);
