import { contrast } from '@/lib/badges/rules/badge-colors';
import { type PageScheme, pageTokens, textRatio, wantedColors } from '@/lib/status-pages/rules/theme';
import type { PageBranding } from '@/lib/status-pages/schema';

export type ContrastPair = 'text' | 'muted' | 'accent' | 'accent-text';

export type PageContrast = {
  scheme: PageScheme;
  pair: ContrastPair;
  /** As they were chosen, `#rrggbb`. */
  foreground: string;
  background: string;
  /** From 1 to 21. */
  ratio: number;
  needed: number;
  passes: boolean;
  /** What the page shows in place of the foreground; the same where it passes. */
  shown: string;
};

/**
 * How well the chosen colours can be read, in the schemes that the page has. What fails is shown in the nearest colour
 * that passes. Source: WCAG 2.2, 1.4.3.
 */
export function pageContrasts(
  branding: Pick<PageBranding, 'accent' | 'theme' | 'variables'>,
): PageContrast[] {
  return schemesOf(branding).flatMap((scheme) => {
    const wanted = wantedColors(branding, scheme);
    const tokens = pageTokens(branding, scheme);
    const { background, surface } = tokens;
    const judge = (pair: ContrastPair, foreground: string, ground: string, shown: string): PageContrast => {
      const ratio = contrast(foreground, ground);
      const passes = ratio >= textRatio;
      return { scheme, pair, foreground, background: ground, ratio, needed: textRatio, passes, shown };
    };
    return [
      judge('text', wanted.text, lessReadable(wanted.text, background, surface), tokens.text),
      judge('muted', wanted.muted, lessReadable(wanted.muted, background, surface), tokens.muted),
      judge(
        'accent',
        wanted.accent,
        lessReadable(wanted.accent, background, surface),
        tokens['accent-readable'],
      ),
      judge('accent-text', wanted.accentText, wanted.accent, tokens['accent-text']),
    ];
  });
}

/** With a background of its own, a page looks the same to everybody. */
function schemesOf({ theme, variables }: Pick<PageBranding, 'theme' | 'variables'>): PageScheme[] {
  if (theme !== 'auto') return [theme];
  return variables.background === undefined ? ['light', 'dark'] : ['light'];
}

function lessReadable(color: string, one: string, other: string): string {
  return contrast(color, one) <= contrast(color, other) ? one : other;
}
