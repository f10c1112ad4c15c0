import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref, updatedAt } from '@/db/columns';
import { pageIncidentUpdates } from '@/db/schema/page-incidents';
import { statusPages } from '@/db/schema/status-pages';
import type { PageLocale } from '@/lib/status-pages/constants';
import type { NotificationStatus, SubscriberKind } from '@/lib/subscribers/constants';

/** Who is told of a page's updates. */
export const subscribers = pgTable(
  'subscribers',
  {
    id: id('sub'),
    organizationId: ref('org').notNull(),
    pageId: ref('pag').notNull(),
    kind: text().$type<SubscriberKind>().notNull(),
    /** The mailbox in lower case; of a webhook or Slack, the host alone. */
    address: text().notNull(),
    /** Sealed: the URL and, of a webhook, its signing secret. */
    secrets: text(),
    /** Null: all components, those to come among them. */
    componentIds: text().array(),
    locale: text().$type<PageLocale>().notNull(),
    confirmedAt: instant(),
    unsubscribedAt: instant(),
    /** Grows with each new link that is mailed; older ones end. */
    confirmVersion: integer().notNull().default(1),
    failureCount: integer().notNull().default(0),
    disabledReason: text(),
    lastNotifiedAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('subscribers_organization_id').on(table.organizationId, table.id),
    uniqueIndex('subscribers_page_email').on(table.pageId, table.address).where(sql`kind = 'email'`),
    index('subscribers_page').on(table.pageId, table.id),
    index('subscribers_unconfirmed').on(table.createdAt).where(sql`confirmed_at is null`),
    foreignKey({
      name: 'subscribers_page',
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete('cascade'),
  ],
);

/** One update to one subscriber. Written with the update itself. */
export const pageNotifications = pgTable(
  'page_notifications',
  {
    id: id('pnt'),
    organizationId: ref('org').notNull(),
    subscriberId: ref('sub').notNull(),
    updateId: ref('pup').notNull(),
    status: text().$type<NotificationStatus>().notNull(),
    attemptCount: integer().notNull().default(0),
    nextAttemptAt: instant(),
    claimedUntilAt: instant(),
    lastError: text(),
    createdAt: createdAt(),
    sentAt: instant(),
  },
  (table) => [
    unique('page_notifications_once').on(table.updateId, table.subscriberId),
    index('page_notifications_due').on(table.nextAttemptAt).where(sql`status in ('pending', 'sending')`),
    index('page_notifications_subscriber').on(table.subscriberId),
    foreignKey({
      name: 'page_notifications_subscriber',
      columns: [table.organizationId, table.subscriberId],
      foreignColumns: [subscribers.organizationId, subscribers.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'page_notifications_update',
      columns: [table.organizationId, table.updateId],
      foreignColumns: [pageIncidentUpdates.organizationId, pageIncidentUpdates.id],
    }).onDelete('cascade'),
  ],
);
