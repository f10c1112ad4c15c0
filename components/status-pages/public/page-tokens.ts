import type { ShownStatus } from '@/components/status-pages/public/icons';
import { safeLook } from '@/lib/status-pages/rules/css-values';
import { type PageScheme, type PageTokens, pageTokens } from '@/lib/status-pages/rules/theme';
import type { PageBranding } from '@/lib/status-pages/schema';

/** In which colour a status is shown. */
export const statusTokens: Record<ShownStatus, keyof PageTokens> = {
  operational: 'operational',
  under_maintenance: 'maintenance',
  degraded_performance: 'degraded',
  partial_outage: 'partial',
  major_outage: 'down',
  unknown: 'no-data',
};

const systemFonts = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif';

type Looks = {
  /** For whoever prefers light, or nothing. */
  usual: PageTokens;
  /** For whoever prefers the dark, where that is another. */
  dark: PageTokens | null;
};

/** The colours and measures of a page. */
export function looksOf(given: PageBranding): Looks {
  // Values were checked when they were stored; a style sheet is no place to rely on that.
  const branding = safeLook(given);
  return {
    usual: pageTokens(branding, branding.theme === 'dark' ? 'dark' : 'light'),
    dark: branding.theme === 'auto' ? pageTokens(branding, 'dark') : null,
  };
}

/** Light or dark: what is seen by whoever prefers nothing or light, and by whoever prefers the dark. */
export function schemesOf(branding: PageBranding): { usual: PageScheme; inTheDark: PageScheme } {
  const { usual, dark } = looksOf(branding);
  return { usual: usual['color-scheme'], inTheDark: (dark ?? usual)['color-scheme'] };
}

/** Whether the page is set in our own font, which then is loaded at once. */
export function usesOwnFont(branding: PageBranding): boolean {
  return safeLook(branding).variables.font === undefined;
}

/** The look of a page as custom properties. */
export function tokensCss(branding: PageBranding, fontPath: string): string {
  const { usual, dark } = looksOf(branding);
  const isOwn = usesOwnFont(branding);
  const face = isOwn
    ? `@font-face{font-family:Geist;font-weight:100 900;font-display:swap;src:url(${fontPath}) format("woff2")}`
    : '';
  const font = `${isOwn ? 'Geist' : usual.font},${systemFonts}`;
  const forDark = dark === null ? '' : `@media (prefers-color-scheme:dark){:root{${declarations(dark)}}}`;
  return `${face}:root{${declarations(usual)}--sp-font:${font}}${forDark}`;
}

function declarations(tokens: PageTokens): string {
  return Object.entries(tokens)
    .filter(([name]) => name !== 'font')
    .map(([name, value]) => (name === 'color-scheme' ? `color-scheme:${value};` : `--sp-${name}:${value};`))
    .join('');
}
