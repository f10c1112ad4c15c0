import type { Db } from '@/db/client';
import { hasServedPage } from '@/lib/domains/queries';
import { normalizeHostname } from '@/lib/domains/rules/normalize-hostname';

/** Whether a published page has proven this name: for proxies that ask before they get a certificate for it. */
export async function isHostnameServed(db: Db, raw: string): Promise<boolean> {
  const hostname = normalizeHostname(raw);
  return hostname !== null && (await hasServedPage(db, hostname));
}
