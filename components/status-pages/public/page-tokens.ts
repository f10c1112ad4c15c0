import { type PageScheme, type PageTokens, pageTokens } from '@/lib/status-pages/rules/theme';
import type { PageBranding } from '@/lib/status-pages/schema';

const systemFonts = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif';

/** Light or dark: what is seen by whoever prefers nothing or light, and by whoever prefers the dark. */
export function schemesOf(branding: PageBranding): { usual: PageScheme; inTheDark: PageScheme } {
  const { usual, dark } = tokensOf(branding);
  return { usual: usual['color-scheme'], inTheDark: (dark ?? usual)['color-scheme'] };
}

function tokensOf(branding: PageBranding): { usual: PageTokens; dark: PageTokens | null } {
  const usual = pageTokens(branding, branding.theme === 'dark' ? 'dark' : 'light');
  return { usual, dark: branding.theme === 'auto' ? pageTokens(branding, 'dark') : null };
}

/** Whether the page is set in our own font, which then is loaded at once. */
export function usesOwnFont(branding: PageBranding): boolean {
  return branding.variables.font === undefined;
}

/** The look of a page as custom properties; every value was checked when it was stored. */
export function tokensCss(branding: PageBranding, fontPath: string): string {
  const { usual, dark } = tokensOf(branding);
  const font =
    branding.variables.font === undefined
      ? `Geist,${systemFonts}`
      : `${branding.variables.font},${systemFonts}`;
  const face = usesOwnFont(branding)
    ? `@font-face{font-family:Geist;font-weight:100 900;font-display:swap;src:url(${fontPath}) format("woff2")}`
    : '';
  const forDark = dark === null ? '' : `@media (prefers-color-scheme:dark){:root{${declarations(dark)}}}`;
  return `${face}:root{${declarations(usual)}--sp-font:${font}}${forDark}`;
}

function declarations(tokens: PageTokens): string {
  return Object.entries(tokens)
    .filter(([name]) => name !== 'font')
    .map(([name, value]) => (name === 'color-scheme' ? `color-scheme:${value};` : `--sp-${name}:${value};`))
    .join('');
}
