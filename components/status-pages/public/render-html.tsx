import type { ReactElement, ReactNode } from 'react';
import { contentPolicy } from '@/components/status-pages/public/content-policy';
import { HtmlShell, type ShellProps } from '@/components/status-pages/public/html-shell';
import { NoticePage } from '@/components/status-pages/public/notice-page';
import { pageContext } from '@/components/status-pages/public/page-context';
import { looksOf, tokensCss } from '@/components/status-pages/public/page-tokens';
import type { StatusAssets } from '@/lib/snapshots/status-assets';
import type { PageLocale } from '@/lib/status-pages/constants';
import type { PageNotice } from '@/lib/status-pages/rules/page-notice';
import type { NoticePage as NoticeSubject } from '@/lib/web/page-notice';

export type RenderedHtml = { html: string; csp: string };

type Given = Omit<ShellProps, 'styles' | 'isLive' | 'children'> & {
  assets: StatusAssets;
  children: ReactNode;
  isLive?: boolean;
  isFramable?: boolean;
};

/** A whole document, and what it may load. */
export async function renderHtml({
  assets,
  isLive = true,
  isFramable = false,
  ...shell
}: Given): Promise<RenderedHtml> {
  const styles = [assets.css, tokensCss(shell.context.page.branding, assets.font)];
  const html = await renderMarkup(
    <HtmlShell {...shell} styles={styles} isLive={isLive}>
      {shell.children}
    </HtmlShell>,
  );
  return { html, csp: await contentPolicy(styles, { hasScript: isLive, isFramable }) };
}

/** Loaded when it is first needed: Next lets no module of a route name it. */
async function renderMarkup(element: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import('react-dom/server');
  return `<!doctype html>${renderToStaticMarkup(element)}`;
}

/** One of the small pages: no script, no link that is not said, and no file, for those stand behind the lock of the page. */
export function renderNotice(
  page: NoticeSubject,
  locale: PageLocale,
  content: PageNotice,
  assets: StatusAssets,
): Promise<RenderedHtml> {
  const context = pageContext(
    {
      ...emptyPage,
      name: page.name,
      branding: page.branding,
      defaultLocale: locale,
      locales: [locale],
    },
    locale,
    assets,
    page.base,
  );
  return renderHtml({
    context,
    path: null,
    title: `${content.title} · ${page.name}`,
    description: content.paragraphs[0] ?? content.title,
    iconColor: looksOf(page.branding).usual.operational,
    assets,
    isLive: false,
    children: <NoticePage context={context} content={content} />,
  });
}

/** Of a page a notice says nothing but its name. */
const emptyPage = {
  id: '',
  publicId: '',
  organizationId: '',
  slug: '',
  description: '',
  url: '',
  timeZone: 'UTC',
  isPublished: false,
  isIndexed: false,
  access: 'public',
  files: [],
  settings: {
    uptime_formula: 'duration',
    shows_uptime: false,
    takes_subscribers: false,
    drafts_incidents: false,
    publish_after_minutes: null,
    maintenance_indicator: false,
  },
  createdAtMs: 0,
  updatedAtMs: 0,
} as const;
