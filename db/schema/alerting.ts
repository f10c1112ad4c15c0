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
import { organizations } from '@/db/schema/organizations';
import { projects } from '@/db/schema/projects';
import type { DeliveryStatus, DeliveryTransition } from '@/lib/alerting/constants';
import type { ChannelType } from '@/lib/notifiers/constants';

/** `config` is what may be shown; `secrets` is sealed (AES-256-GCM) and never leaves the server. */
export const channels = pgTable(
  'channels',
  {
    id: id('chn'),
    organizationId: ref('org').notNull(),
    projectId: ref('prj').notNull(),
    type: text().$type<ChannelType>().notNull(),
    name: text().notNull(),
    config: jsonb().$type<Record<string, unknown>>().notNull(),
    secrets: text(),
    enabled: boolean().notNull().default(true),
    disabledReason: text(),
    lastDeliveryAt: instant(),
    lastError: text(),
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
