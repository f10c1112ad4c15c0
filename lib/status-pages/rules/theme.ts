import { contrast, textColorOn } from '@/lib/badges/rules/badge-colors';
import type { PageBranding } from '@/lib/status-pages/schema';

export type PageScheme = 'light' | 'dark';

/** Colours as `#rrggbb`; where what was chosen cannot be read, one next to it that can. */
export type PageTokens = {
  /** Which of the two sets of colours fits the background: of a chosen background its own, whatever the visitor prefers. */
  'color-scheme': PageScheme;
  background: string;
  surface: string;
  /** At least 4.5:1 on background and surface, as `muted` and `accent-readable`. */
  text: string;
  muted: string;
  border: string;
  /** As it was chosen: for areas. */
  accent: string;
  /** On `accent`, at least 4.5:1. */
  'accent-text': string;
  /** For links, focus and marks. */
  'accent-readable': string;
  /** Of states: at least 3:1 on background and surface. */
  operational: string;
  degraded: string;
  partial: string;
  down: string;
  maintenance: string;
  'no-data': string;
  radius: string;
  width: string;
  /** Families, quoted where they are no words of CSS. */
  font: string;
};

const colors = {
  light: {
    background: '#ffffff',
    surface: '#fbfcfd',
    text: '#10151f',
    muted: '#474f5d',
    border: '#e3e6eb',
    operational: '#0f7b5f',
    degraded: '#b98a00',
    partial: '#c8470f',
    down: '#8f1230',
    maintenance: '#2563c9',
    'no-data': '#8a929e',
  },
  dark: {
    background: '#0b0f17',
    surface: '#121824',
    text: '#e9ecf1',
    muted: '#a9b3c1',
    border: '#1e2634',
    operational: '#35c797',
    degraded: '#ffd54a',
    partial: '#f2803a',
    down: '#f0436a',
    maintenance: '#6aa7ff',
    'no-data': '#5f6977',
  },
} as const;

export const textRatio = 4.5;
const graphicRatio = 3;

/**
 * How a page looks for who prefers light or dark: `--sp-<name>` in its style. Whatever was chosen, text and states can be read.
 * Source of the ratios: WCAG 2.2, 1.4.3 and 1.4.11.
 */
export function pageTokens(
  branding: Pick<PageBranding, 'accent' | 'variables'>,
  preferred: PageScheme,
): PageTokens {
  const chosen = branding.variables;
  const wanted = wantedColors(branding, preferred);
  const { background, surface, accent, scheme } = wanted;
  const base = colors[scheme];
  const grounds = [background, surface];
  const text = (color: string) => readable(color, grounds, textRatio);
  const graphic = (color: string) => readable(color, grounds, graphicRatio);
  return {
    'color-scheme': scheme,
    background,
    surface,
    text: text(wanted.text),
    muted: text(wanted.muted),
    border: wanted.border,
    accent,
    'accent-text': readable(wanted.accentText, [accent], textRatio),
    'accent-readable': text(accent),
    operational: graphic(base.operational),
    degraded: graphic(base.degraded),
    partial: graphic(base.partial),
    down: graphic(base.down),
    maintenance: graphic(base.maintenance),
    'no-data': graphic(base['no-data']),
    radius: chosen.radius ?? '10px',
    width: chosen.width ?? '56rem',
    font: quoteFamilies(chosen.font ?? 'system-ui, sans-serif'),
  };
}

/** The colours as they were chosen, and those that stand where none was. */
export function wantedColors(branding: Pick<PageBranding, 'accent' | 'variables'>, preferred: PageScheme) {
  const chosen = branding.variables;
  const background = fullHex(chosen.background ?? colors[preferred].background);
  const ink = inkOn(background);
  const scheme: PageScheme = ink === '#000000' ? 'light' : 'dark';
  const base = colors[scheme];
  const accent = fullHex(branding.accent);
  const isOwn = chosen.background !== undefined;
  return {
    scheme,
    background,
    surface: surfaceOf(chosen.surface ?? (isOwn ? background : base.surface), background),
    text: fullHex(chosen.text ?? base.text),
    muted: fullHex(chosen.muted ?? base.muted),
    border: fullHex(chosen.border ?? (isOwn ? mix(background, ink, 0.14) : base.border)),
    accent,
    accentText: fullHex(chosen['accent-text'] ?? textColorOn(accent)),
  };
}

/** `#rrggbb` of `#rgb`, in lower case. */
export function fullHex(color: string): string {
  const hex = color.slice(1).toLowerCase();
  return `#${hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex}`;
}

/** A family such as `Source Sans 3` is one only in quotes. What comes here holds none (`isCssValue`). */
function quoteFamilies(list: string): string {
  return list
    .split(',')
    .map((family) => family.trim())
    .map((family) => (genericFamilies.has(family.toLowerCase()) ? family.toLowerCase() : `"${family}"`))
    .join(', ');
}

const genericFamilies: ReadonlySet<string> = new Set([
  'serif',
  'sans-serif',
  'monospace',
  'cursive',
  'system-ui',
  'ui-serif',
  'ui-sans-serif',
  'ui-monospace',
  'ui-rounded',
]);

/** Black or white, whichever is read better: 4.58:1 at least on any colour. */
function inkOn(background: string): '#000000' | '#ffffff' {
  return contrast('#000000', background) >= contrast('#ffffff', background) ? '#000000' : '#ffffff';
}

/** No text could be read on both of a white and a black ground: such a surface gives way to the background. */
function surfaceOf(color: string, background: string): string {
  const surface = fullHex(color);
  return contrast(inkOn(background), surface) >= textRatio ? surface : background;
}

/** The nearest colour, on the way to black or white, that reaches the ratio on every ground. */
function readable(color: string, grounds: readonly string[], ratio: number): string {
  const ink = inkOn(grounds[0] ?? '#ffffff');
  for (let step = 0; step < 32; step += 1) {
    const shifted = mix(color, ink, step / 32);
    if (grounds.every((ground) => contrast(shifted, ground) >= ratio)) return shifted;
  }
  return ink;
}

function mix(from: string, to: string, share: number): string {
  const channel = (at: number) => {
    const [a, b] = [from, to].map((color) => Number.parseInt(color.slice(at, at + 2), 16));
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
