import type { BadgeState } from '@/lib/badges/constants';

/** Of the part with the label. */
export const labelColor = '#474f5d';
export const noDataColor = '#8a929e';
const up = '#0f7b5f';
const degraded = '#b98a00';
const down = '#8f1230';

export const stateColors: Record<BadgeState, string> = {
  up,
  late: degraded,
  running: up,
  degraded,
  down,
  maintenance: '#2563c9',
  paused: noDataColor,
  new: noDataColor,
  unknown: noDataColor,
};

/** Of an uptime between 0 and 1; null where nothing was watched. */
export function uptimeColor(ratio: number | null): string {
  if (ratio === null) return noDataColor;
  if (ratio >= 0.99) return up;
  return ratio >= 0.95 ? degraded : down;
}

const light = '#ffffff';
const dark = '#10151f';

export function textColorOn(background: string): string {
  return contrast(light, background) >= contrast(dark, background) ? light : dark;
}

/** Of two colours `#rrggbb`, from 1 to 21. Source: WCAG 2.2, contrast ratio. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(color: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
