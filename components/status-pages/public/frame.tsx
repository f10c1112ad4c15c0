import type { ReactNode } from 'react';
import { Fill } from '@/components/status-pages/public/fill';
import { Icon, IconSheet } from '@/components/status-pages/public/icons';
import { Prose } from '@/components/status-pages/public/incident-card';
import { Logo } from '@/components/status-pages/public/logo';
import {
  languageOf,
  localPath,
  type PageContext,
  pageHref,
} from '@/components/status-pages/public/page-context';
import { safeHref } from '@/components/status-pages/public/safe-href';
import { zoneWords } from '@/components/time/zones';
import { fillWords } from '@/lib/status-pages/rules/fill-words';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';

type Props = {
  context: PageContext;
  /** Of this document, without the language. */
  path: string;
  children: ReactNode;
  /** Beside the page: what opens above it. */
  sheet?: ReactNode;
};

/** What stands around every document: the name, the ways onward, the language, the time zone. */
export function Frame({ context, path, children, sheet }: Props) {
  const { words } = context;
  return (
    <>
      <IconSheet />
      <a href="#main" className="skip">
        {words.skipToContent}
      </a>
      <Header context={context} hasSubscribe={sheet !== undefined} />
      <p id="news" className="news" role="status" />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Footer context={context} path={path} />
      {sheet}
    </>
  );
}

function Header({ context, hasSubscribe }: { context: PageContext; hasSubscribe: boolean }) {
  const { words, page } = context;
  const { links, home_url } = page.branding;
  return (
    <header className="top">
      <a className="brand" href={home_url === null ? pageHref(context, '') : safeHref(home_url)}>
        <Logo context={context} />
      </a>
      {links.length > 0 && (
        <nav aria-label={words.links}>
          {links.map(({ label, url }) => (
            <a key={`${label} ${url}`} href={safeHref(url)} rel="noopener">
              {label}
            </a>
          ))}
        </nav>
      )}
      {hasSubscribe && (
        <button type="button" className="button" popoverTarget="subscribe">
          <Icon name="bell" />
          {words.subscribe}
        </button>
      )}
    </header>
  );
}

function Footer({ context, path }: { context: PageContext; path: string }) {
  const { words, page } = context;
  const zone = zoneWords(page.timeZone);
  return (
    <footer className="bottom">
      {page.branding.footer !== '' && <Prose markdown={page.branding.footer} level={2} />}
      <div className="settings">
        <span className="zone">
          <Icon name="clock" />
          <span id="zone-name">
            <Fill text={words.timesIn} with={{ zone: <span>{zone}</span> }} />
          </span>
          <button
            type="button"
            id="zone-toggle"
            hidden
            data-mine={words.showMyTimeZone}
            data-page={fillWords(words.showPageTimeZone, { zone })}
            data-in={words.timesIn}
          >
            {words.showMyTimeZone}
          </button>
        </span>
        {page.locales.length > 1 && <Languages context={context} path={path} />}
        {page.branding.shows_powered_by && <PoweredBy context={context} />}
      </div>
    </footer>
  );
}

export function PoweredBy({ context }: { context: PageContext }) {
  return (
    <span className="powered">
      <Icon name="mark" />
      {fillWords(context.words.poweredBy, { product: 'Stillup' })}
    </span>
  );
}

function Languages({ context, path }: { context: PageContext; path: string }) {
  const { words, page } = context;
  return (
    <details className="languages">
      <summary>
        <Icon name="globe" />
        <span className="hidden">{words.language}: </span>
        {words.languageName}
        <Icon name="chevron" className="chevron" />
      </summary>
      <ul>
        {page.locales.map((locale) => {
          const language = languageOf(locale);
          return (
            <li key={locale}>
              <a
                href={`${context.base}/${localPath(page, locale, path)}`}
                lang={language}
                hrefLang={language}
                aria-current={locale === context.locale ? 'true' : undefined}
              >
                {pageWords(locale).languageName}
              </a>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
