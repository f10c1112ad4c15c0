import type { LinkSigner } from '@/lib/core/link-tokens';
import type { MailDeps } from '@/lib/email/send-email';
import type { PageLocale } from '@/lib/status-pages/constants';
import type { LockedPage } from '@/lib/status-pages/find-locked-page';
import type { PageNotice } from '@/lib/status-pages/rules/page-notice';

export type NoticePage = Pick<LockedPage, 'name' | 'branding'> & { base: string };

/** Rooms know no components. */
type RenderNotice = (
  page: NoticePage,
  locale: PageLocale,
  notice: PageNotice,
) => Promise<{ html: string; csp: string }>;

/** What Next brings to the forms of a page; `signer` and `mail` where they are not the usual ones. */
export type NoticeAdapter = {
  render: RenderNotice;
  /** Does what is left once the visitor has been answered. */
  later: (work: () => Promise<void>) => void;
  signer?: LinkSigner;
  mail?: MailDeps;
};

/** For one visitor: kept by nobody, found by no search, and its address, which may hold a token, is told to nobody. */
export const noticeHeaders = {
  'Cache-Control': 'private, no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
};

export function noticeResponse({ html, csp }: { html: string; csp: string }, status = 200): Response {
  return new Response(html, {
    status,
    headers: {
      ...noticeHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': csp,
    },
  });
}
