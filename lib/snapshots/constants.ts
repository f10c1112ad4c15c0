/**
 * Where the page's own address stands in a finished HTML document: replaced by `/status/<slug>` or, on a domain of its own,
 * by nothing.
 */
export const basePlaceholder = '__STATUS_PAGE_BASE__';

/** Replaced by the words of `staleBanner` where the writer has stopped, and by nothing otherwise. */
export const stalePlaceholder = '<!--stale-->';

/** Postgres tells gateways on this channel: `{"page_id","version"}`, version 0 where the page is gone. */
export const snapshotsChannel = 'stillup_snapshots';

/** After so long without a word of the writer, what is shown is called stale. */
export const staleAfterMs = 120_000;

/**
 * Before the path of a document that is kept twice: as it is at the root of a domain of its own, beside as it is below
 * `/status/<slug>`. No address can name it.
 */
export const rootPrefix = '~/';
