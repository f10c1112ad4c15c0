import type { PageLocale } from '@/lib/status-pages/constants';
import type { LockedPage } from '@/lib/status-pages/find-locked-page';

export type NoticeField = {
  name: string;
  label: string;
  type: 'email' | 'password' | 'checkbox' | 'select' | 'hidden';
  value?: string;
  options?: readonly { value: string; label: string; checked: boolean }[];
};

/** What a small page around a status page says: before a password, after a form, from a mail. */
export type PageNotice = {
  title: string;
  paragraphs: readonly string[];
  tone?: 'neutral' | 'good' | 'bad';
  form?: { fields: readonly NoticeField[]; submit: string; action?: string };
  /** A lesser one below it. */
  otherForm?: { id: string; submit: string; fields: readonly NoticeField[]; action?: string };
  link?: { href: string; label: string };
};

export type NoticePage = Pick<LockedPage, 'name' | 'branding'> & { base: string };

/** Given by the adapter, for rooms know no components. */
export type RenderNotice = (
  page: NoticePage,
  locale: PageLocale,
  notice: PageNotice,
) => Promise<{ html: string; csp: string }>;

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
