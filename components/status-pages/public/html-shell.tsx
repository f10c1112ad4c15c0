import type { ReactNode } from 'react';
import { languageOf, type PageContext, pageUrl } from '@/components/status-pages/public/page-context';
import { usesOwnFont } from '@/components/status-pages/public/page-tokens';
import { TrustedHtml } from '@/components/status-pages/trusted-html';

export type ShellProps = {
  context: PageContext;
  /** Of this document, without the language; null of a notice, which no other page names. */
  path: string | null;
  title: string;
  description: string;
  styles: readonly string[];
  /** Refreshes itself and can be walked through by arrow keys. */
  isLive: boolean;
  bodyClass?: string;
  /** Colour of the icon of the tab, where the page has no favicon of its own. */
  iconColor: string;
  children: ReactNode;
};

const latin = ['en', 'de', 'fr', 'es', 'pt'];

/** From `<html>` on. Styles stand in blocks whose hashes the policy names; nothing is styled or scripted in place. */
export function HtmlShell({ context, path, title, description, styles, isLive, ...rest }: ShellProps) {
  const { words, page, assets, locale } = context;
  const isSeen = path !== null && page.isIndexed && page.access === 'public' && page.isPublished;
  return (
    <html lang={languageOf(locale)} dir={words.direction} data-locale={words.tag} data-zone={page.timeZone}>
      {/** biome-ignore lint/style/noHeadElement: a document of its own, which Next does not render */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={description} />
        {!isSeen && <meta name="robots" content="noindex" />}
        {usesOwnFont(page.branding) && latin.includes(locale) && (
          <link rel="preload" href={assets.font} as="font" type="font/woff2" crossOrigin="anonymous" />
        )}
        <Favicon context={context} color={rest.iconColor} />
        {path !== null && <Alternates context={context} path={path} />}
        {path !== null && <OpenGraph context={context} path={path} title={title} description={description} />}
        {styles.map((css) => (
          <TrustedHtml key={css.slice(0, 40)} as="style" html={css} />
        ))}
        {isLive && <script type="module" src={assets.script} />}
      </head>
      <body
        className={rest.bodyClass}
        data-ago={isLive ? words.updatedAgo : undefined}
        data-offline={isLive ? words.offline : undefined}
        data-news={isLive ? words.pageUpdated : undefined}
      >
        {rest.children}
      </body>
    </html>
  );
}

function Favicon({ context, color }: { context: PageContext; color: string }) {
  const own = context.page.files.find(({ kind }) => kind === 'favicon');
  if (own !== undefined)
    return <link rel="icon" type={own.contentType} href={`${context.base}/${own.path}`} />;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'><circle cx='10' cy='10' r='8' fill='${color}'/></svg>`;
  return <link rel="icon" type="image/svg+xml" href={`data:image/svg+xml,${encodeURIComponent(svg)}`} />;
}

function Alternates({ context, path }: { context: PageContext; path: string }) {
  const { page } = context;
  return (
    <>
      <link rel="canonical" href={pageUrl(context, path)} />
      {page.locales.length > 1 &&
        page.locales.map((locale) => (
          <link
            key={locale}
            rel="alternate"
            hrefLang={languageOf(locale)}
            href={pageUrl({ ...context, locale }, path)}
          />
        ))}
      {page.locales.length > 1 && (
        <link
          rel="alternate"
          hrefLang="x-default"
          href={pageUrl({ ...context, locale: page.defaultLocale }, path)}
        />
      )}
      <link
        rel="alternate"
        type="application/rss+xml"
        title={`${page.name} RSS`}
        href={`${page.url}/history.rss`}
      />
      <link
        rel="alternate"
        type="application/atom+xml"
        title={`${page.name} Atom`}
        href={`${page.url}/history.atom`}
      />
    </>
  );
}

type OpenGraphProps = { context: PageContext; path: string; title: string; description: string };

function OpenGraph({ context, path, title, description }: OpenGraphProps) {
  const { page } = context;
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={page.name} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={pageUrl(context, path)} />
      <meta property="og:image" content={`${page.url}/og.png`} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}
