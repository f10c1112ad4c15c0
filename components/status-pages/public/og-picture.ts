import { type Standing, standingOf } from '@/components/status-pages/public/banner';
import { type ShownStatus, shapes } from '@/components/status-pages/public/icons';
import { looksOf, statusTokens } from '@/components/status-pages/public/page-tokens';
import { cutText } from '@/lib/core/cut-text';
import { escapeXml } from '@/lib/core/escape-markup';
import type { DayState, PageView } from '@/lib/snapshots/rules/page-view';
import type { PageLocale } from '@/lib/status-pages/constants';
import type { PageTokens } from '@/lib/status-pages/rules/theme';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';

export const pictureSize = { width: 1200, height: 630 } as const;

const stateColors: Record<DayState, keyof PageTokens> = {
  operational: 'operational',
  maintenance: 'maintenance',
  degraded: 'degraded',
  partial: 'partial',
  major: 'down',
  no_data: 'no-data',
};

/** Which of a day's states is told where components differ: the worst; no data only where there is none of any. */
const severity: readonly DayState[] = [
  'no_data',
  'operational',
  'maintenance',
  'degraded',
  'partial',
  'major',
];
const heights: Record<DayState, number> = {
  operational: 0.76,
  maintenance: 0.76,
  degraded: 0.84,
  partial: 0.92,
  major: 1,
  no_data: 0.4,
};

/** What the picture of a page depends on. */
export type PictureFacts = {
  name: string;
  sentence: string;
  url: string;
  status: ShownStatus;
  days: readonly DayState[];
  colors: PageTokens;
};

export function pictureFacts(view: PageView): PictureFacts {
  const standing = standingOf(view);
  const { branding, defaultLocale, name, url } = view.page;
  return {
    name,
    sentence: sentenceIn(defaultLocale, standing) ?? pageWords('en').overall[standing.sentence],
    url: url.replace(/^https?:\/\//, ''),
    status: standing.status,
    days: worstDays(view),
    colors: looksOf(branding).usual,
  };
}

/** Null where the picture lacks the letters. */
function sentenceIn(locale: PageLocale, { sentence }: Standing): string | null {
  const text = pageWords(locale).overall[sentence];
  return isDrawable(text) ? text : null;
}

function worstDays({ components }: PageView): DayState[] {
  const rows = components.flatMap(({ isVisible, days }) => (isVisible && days !== null ? [days] : []));
  return (rows[0] ?? []).map((_, index) =>
    rows.reduce<DayState>((worst, days) => {
      const state = days[index]?.state ?? 'no_data';
      return severity.indexOf(state) > severity.indexOf(worst) ? state : worst;
    }, 'no_data'),
  );
}

/** Letters that the font of the picture has; what it lacks would come out as boxes, so such words are left out. */
export function isDrawable(text: string): boolean {
  return /^[\u0020-\u007e\u00a0-\u017f\u2010-\u2026\u20ac]*$/.test(text);
}

/** The page's name, its state and its last ninety days: 1200 by 630, as an SVG whose letters are set in Geist. */
export function pictureSvg({ name, sentence, url, status, days, colors }: PictureFacts): string {
  const color = colors[statusTokens[status]];
  const words = (text: string, attributes: string, longest: number) =>
    isDrawable(text) ? `<text ${attributes}>${escapeXml(cutText(text, longest))}</text>` : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630" font-family="Geist">`,
    `<rect width="1200" height="630" fill="${colors.background}"/>`,
    `<rect width="1200" height="10" fill="${color}"/>`,
    words(
      name,
      `x="80" y="128" font-size="40" font-weight="600" letter-spacing="-1" fill="${colors.text}"`,
      42,
    ),
    mark(status, color, colors.background),
    words(
      sentence,
      `x="204" y="292" font-size="${sentence.length > 34 ? 48 : 60}" font-weight="600" letter-spacing="-1.8" fill="${colors.text}"`,
      46,
    ),
    strip(days, colors),
    words(url, `x="80" y="572" font-size="26" fill="${colors.muted}"`, 70),
    '</svg>',
  ].join('');
}

const stripTop = 386;
const stripHeight = 110;

function strip(days: readonly DayState[], colors: PageTokens): string {
  const step = 1040 / Math.max(days.length, 1);
  return days
    .map((state, index) => {
      const height = stripHeight * heights[state];
      const x = (80 + index * step).toFixed(1);
      const y = (stripTop + stripHeight - height).toFixed(1);
      const shape = `x="${x}" y="${y}" width="${(step * 0.72).toFixed(1)}" height="${height.toFixed(1)}" rx="2.5"`;
      return `<rect ${shape} fill="${colors[stateColors[state]]}"${state === 'no_data' ? ' fill-opacity=".45"' : ''}/>`;
    })
    .join('');
}

/** As the icons of the page, larger: each state by its shape too. */
function mark(status: ShownStatus, color: string, ground: string): string {
  const line = `fill="none" stroke="${ground}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"`;
  const disc = `<circle cx="10" cy="10" r="9" fill="${color}"/>`;
  const marks: Record<ShownStatus, string> = {
    operational: `${disc}<path d="${shapes.check}" ${line}/>`,
    under_maintenance: `${disc}<path d="M6 8h8M6 12h8" ${line}/>`,
    degraded_performance: `<path d="${shapes.triangle}" fill="${color}"/><path d="${shapes.bang}" ${line}/>`,
    partial_outage: `<circle cx="10" cy="10" r="8" fill="none" stroke="${color}" stroke-width="2"/><path d="${shapes.half}" fill="${color}"/>`,
    major_outage: `<path d="${shapes.octagon}" fill="${color}"/><path d="${shapes.cross}" ${line}/>`,
    unknown: `<circle cx="10" cy="10" r="8" fill="none" stroke="${color}" stroke-width="2" stroke-dasharray="4.2 2.1"/>`,
  };
  return `<g transform="translate(80 224) scale(4.8)">${marks[status]}</g>`;
}
