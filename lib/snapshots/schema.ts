import { z } from 'zod';
import { componentStatuses, pageAccesses, pageLocales } from '@/lib/status-pages/constants';
import { statusPageRef, updateStatusPageInput } from '@/lib/status-pages/schema';

/** Changes of a page that are not saved yet. */
export const previewPageInput = z.strictObject({
  page_id: statusPageRef.shape.id,
  draft: updateStatusPageInput.pick({
    name: true,
    description: true,
    branding: true,
    settings: true,
    time_zone: true,
    default_locale: true,
  }),
});
export type PreviewPageInput = z.input<typeof previewPageInput>;

export const listPageStatesInput = z.strictObject({});
export const pageStateView = z.strictObject({
  page_id: statusPageRef.shape.id,
  status: z.enum([...componentStatuses, 'unknown']),
});
export type PageStateView = z.output<typeof pageStateView>;

/** What is kept beside the bytes: `page_documents.meta`. */
export const documentMeta = z.strictObject({
  contentType: z.string().max(100),
  csp: z.string().max(2000).nullable(),
  isFramable: z.boolean(),
  isImmutable: z.boolean(),
  staleBanner: z.string().max(2000).nullable(),
});
export type DocumentMeta = z.output<typeof documentMeta>;

/** What badges say, by path: '' for the page, else the public id of a component. */
export const badgeFacts = z.strictObject({
  label: z.string().max(120),
  status: z.enum([...componentStatuses, 'unknown']),
  /** Of the last `historyDays` days. */
  uptimeRatio: z.number().min(0).max(1).nullable(),
  /** The newest hourly median. */
  responseMs: z.number().min(0).nullable(),
});
export type BadgeFacts = z.output<typeof badgeFacts>;

/** What a gateway must know of a page to answer for it: `page_snapshots.manifest`. */
export const snapshotManifest = z.strictObject({
  pageId: z.string().max(40),
  organizationId: z.string().max(40),
  slug: z.string().max(60),
  name: z.string().max(80),
  /** Proven domains of its own. */
  hostnames: z.array(z.string().max(253)).max(20),
  isIndexed: z.boolean(),
  access: z.enum(pageAccesses),
  accessVersion: z.int(),
  allowedRanges: z.array(z.string().max(50)).max(200),
  defaultLocale: z.enum(pageLocales),
  locales: z.array(z.enum(pageLocales)).max(pageLocales.length),
  checkedAtMs: z.number().nullable(),
  badges: z.record(z.string().max(40), badgeFacts),
});
export type SnapshotManifest = z.output<typeof snapshotManifest>;
