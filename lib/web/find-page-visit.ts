import type { Db } from '@/db/client';
import { findProvenHostnames } from '@/lib/domains/find-proven-hostnames';
import { normalizeHostname } from '@/lib/domains/rules/normalize-hostname';
import { readDocumentPath } from '@/lib/snapshots/rules/document-path';
import type { PageLocale } from '@/lib/status-pages/constants';
import { pageUrl } from '@/lib/status-pages/page-url';
import { chooseLocale } from '@/lib/status-pages/rules/choose-locale';
import { callerAddress } from '@/lib/web/rules/caller-address';

/** How a request has come to a page. */
export type PageVisit = {
  /** Before every path of the page: `/status/<slug>`, or nothing on a domain of its own. */
  base: string;
  /** The same, absolute. */
  url: string;
  isSecure: boolean;
  clientAddress: string | null;
  cookieHeader: string | null;
  locale: PageLocale;
  /** The document that was wanted, by `?to=`: below the page, '' for the page itself. */
  to: string;
};

type VisitedPage = {
  id: string;
  slug: string;
  defaultLocale: PageLocale;
  locales: readonly PageLocale[];
};

/**
 * Only names that the page has proven are believed; whatever else the `Host` says, the page is where APP_URL is. The language is the
 * one asked for by `?locale=`, else that of the document wanted, else the browser's.
 */
export async function findPageVisit(db: Db, request: Request, page: VisitedPage): Promise<PageVisit> {
  const { headers } = request;
  const own = (await findProvenHostnames(db, [page.id])).get(page.id) ?? [];
  // Either may hold the name that a proxy has left there.
  const hostname = [headers.get('x-forwarded-host')?.split(',').at(-1), headers.get('host')]
    .map((host) => normalizeHostname((host ?? '').replace(/:\d+\s*$/, '')))
    .find((name) => name !== null && own.includes(name));
  const isOwn = hostname !== undefined;
  const url = pageUrl(page, hostname ?? null);
  const asked = new URL(request.url).searchParams;
  const to = readDocumentPath(asked.get('to') ?? '') ?? '';
  const wanted = asked.get('locale') ?? to.split('/')[0];
  return {
    base: isOwn ? '' : `/status/${page.slug}`,
    url,
    isSecure: url.startsWith('https:'),
    clientAddress: callerAddress(headers.get('x-forwarded-for')),
    cookieHeader: headers.get('cookie'),
    locale:
      page.locales.find((locale) => locale === wanted) ?? chooseLocale(page, headers.get('accept-language')),
    to,
  };
}
