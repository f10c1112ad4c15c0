import type { Db } from '@/db/client';
import { findProvenHostname } from '@/lib/domains/find-proven-hostnames';
import { pageUrl } from '@/lib/status-pages/page-url';

/** Where visitors find the page, without a slash at the end. */
export async function pageAddress(db: Db, page: { id: string; slug: string }): Promise<string> {
  return pageUrl(page, await findProvenHostname(db, page.id));
}

/** The page of one subscription, which its token opens. */
export function subscriptionUrl(pageAddress: string, token: string): string {
  return `${pageAddress}/subscriptions/${encodeURIComponent(token)}`;
}
