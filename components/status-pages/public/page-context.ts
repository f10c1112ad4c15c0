import { type Formats, formatsOf } from '@/components/status-pages/public/formats';
import { basePlaceholder } from '@/lib/snapshots/constants';
import type { PageView } from '@/lib/snapshots/rules/page-view';
import type { PageLocale } from '@/lib/status-pages/constants';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';
import type { PageWords } from '@/lib/status-pages/rules/words/words';

/** Names of files that the browser loads beside a document. */
export type AssetPaths = { script: string; font: string };

/** What every part of a page needs to say something. */
export type PageContext = {
  page: PageView['page'];
  locale: PageLocale;
  words: PageWords;
  formats: Formats;
  /** Before every path of the page: the placeholder, or where it is known already, the address itself. */
  base: string;
  assets: AssetPaths;
};

export function pageContext(
  page: PageView['page'],
  locale: PageLocale,
  assets: AssetPaths,
  base: string = basePlaceholder,
): PageContext {
  const words = pageWords(locale);
  return { page, locale, words, formats: formatsOf(words.tag, page.timeZone), base, assets };
}

/** As `lang` and `hreflang` name it: which digits `Intl` is to write is no part of a language. */
export function languageOf(locale: PageLocale): string {
  return pageWords(locale).tag.replace(/-u-.*/, '');
}

/** The path of a document in a language. */
export function localPath(page: PageView['page'], locale: PageLocale, path: string): string {
  if (locale === page.defaultLocale) return path;
  return path === '' ? locale : `${locale}/${path}`;
}

/** A link to a document of the page in the language that is read. */
export function pageHref({ page, locale, base }: PageContext, path: string): string {
  return `${base}/${localPath(page, locale, path)}`;
}

/** The same for the world: canonical addresses, feeds. */
export function pageUrl({ page, locale }: PageContext, path: string): string {
  const local = localPath(page, locale, path);
  return local === '' ? page.url : `${page.url}/${local}`;
}
