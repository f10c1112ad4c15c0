import type { DocumentMeta, SnapshotManifest } from '@/lib/snapshots/schema';

/** One finished document of a page, before it is compressed. */
export type PageDocument = {
  contentType: string;
  body: string | Uint8Array;
  /** Of HTML; data has a policy that allows nothing. */
  csp?: string;
  /** May stand in frames of other sites. */
  isFramable?: boolean;
  /** Its name never holds anything else: kept for a year. */
  isImmutable?: boolean;
  /** What takes the place of `stalePlaceholder`, with `{time}` for since when. */
  staleBanner?: string;
};

/** A document that is made only where `source` is another one than what is stored under its path. */
export type DocumentPlan = {
  /** Below the page, without a slash at its beginning: '', 'de', 'history', 'api/v2/summary.json'. */
  path: string;
  /**
   * Whatever the document depends on, as text; the same again needs no making. Kept as a hash. Read once, where the document has its
   * turn; parts that several documents have in common are best given as the same text.
   */
  source: string | readonly string[];
  make: () => PageDocument | Promise<PageDocument>;
  /** Where it cannot be made, the one before it stays, or there is none: the page goes on without it. */
  isOptional?: boolean;
};

/** As it is stored, on disk and in memory. Either compressed twice, or `plain` where the format is compressed already. */
export type StoredDocument = {
  path: string;
  version: number;
  etag: string;
  meta: DocumentMeta;
  br: Buffer | null;
  gzip: Buffer | null;
  plain: Buffer | null;
};

/** What all documents of a page depend on, and what is kept of them. */
export type DocumentOrder = {
  /** Names what makes the documents; where it is another one, all are made anew. */
  renderer: string;
  slug: string;
  hasDomain: boolean;
  /** By path: the hash of what the kept document was made of. */
  known: ReadonlyMap<string, string>;
};

/** Just made; `source` is a hash. */
export type FreshDocument = Omit<StoredDocument, 'version'> & { source: string };

export type FailedDocument = { path: string; error: unknown };

/** `wanted`: the paths of all documents of the page, also of those that were kept. `failed`: optional ones that could not be made. */
export type MadeDocuments = {
  wanted: ReadonlySet<string>;
  fresh: readonly FreshDocument[];
  made: number;
  failed: readonly FailedDocument[];
};

export type Snapshot = {
  version: number;
  manifest: SnapshotManifest;
  builtAtMs: number;
  /** When it was last found to be right. */
  confirmedAtMs: number;
};
