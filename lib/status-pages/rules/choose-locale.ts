import type { PageLocale } from '@/lib/status-pages/constants';

/** Of the languages of a page the one that somebody asks for by `Accept-Language` (RFC 9110, 12.5.4), else the page's own. */
export function chooseLocale(
  page: { defaultLocale: PageLocale; locales: readonly PageLocale[] },
  acceptLanguage: string | null,
): PageLocale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';');
      const quality = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    if (language === '*') return page.defaultLocale;
    const found = page.locales.find((locale) => locale === language);
    if (found !== undefined) return found;
  }
  return page.defaultLocale;
}
