import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref, updatedAt } from '@/db/columns';
import { statusPages } from '@/db/schema/status-pages';

/** A name of one's own for a page. Anybody may claim one; only who proves it by DNS has it. */
export const pageDomains = pgTable(
  'page_domains',
  {
    id: id('dom'),
    organizationId: ref('org').notNull(),
    pageId: ref('pag').notNull(),
    /** In lower case, in ASCII (Punycode), without a dot at its end. */
    hostname: text().notNull(),
    verifiedAt: instant(),
    /** Since when the proof is missing again; the name is given up three days later. */
    failingSinceAt: instant(),
    checkedAt: instant(),
    nextCheckAt: instant().notNull(),
    /** What DNS answered instead, in words. */
    lastError: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('page_domains_organization_id').on(table.organizationId, table.id),
    unique('page_domains_claim').on(table.organizationId, table.hostname),
    uniqueIndex('page_domains_verified').on(table.hostname).where(sql`verified_at is not null`),
    index('page_domains_page').on(table.pageId),
    index('page_domains_next_check').on(table.nextCheckAt),
    foreignKey({
      name: 'page_domains_page',
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete('cascade'),
  ],
);
