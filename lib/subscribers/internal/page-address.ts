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

/** With which a mail program ends the subscription by one click. Source: RFC 8058 */
export function oneClickHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
