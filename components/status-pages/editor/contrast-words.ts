import { type ContrastPair, pageContrasts } from '@/lib/status-pages/rules/contrast';
import type { PageBranding } from '@/lib/status-pages/schema';

type Look = Pick<PageBranding, 'accent' | 'theme' | 'variables'>;

export type ContrastLine = {
  words: string;
  passes: boolean;
  /** A colour near the chosen one that is read well wherever it stands, in every theme of the page. */
  proposal: string | null;
};

/** Cut, not rounded: 4.49 is not 4.5. */
export function ratioWords(ratio: number): string {
  return `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`;
}

/** How well the colour of a pair is read: a line for each theme of the page, one where both say the same. */
export function contrastLines(look: Look, pair: ContrastPair): readonly ContrastLine[] {
  const own = of(look, pair);
  const lines = own.map(({ ratio, needed, passes, scheme, shown }) => {
    const theme = pair === 'accent-text' || own.length === 1 ? '' : `${scheme} `;
    const found = `${ratioWords(ratio)} on the ${theme}${pair === 'accent-text' ? 'accent colour' : 'background'}`;
    return {
      words: passes
        ? `${found}: easy to read.`
        : `${found}: too faint, for ${needed}:1 is needed. Visitors see ${shown} there.`,
      passes,
      proposal: !passes && isReadable(look, pair, shown) ? shown : null,
    };
  });
  return lines.filter(({ words }, at) => lines.findIndex((line) => line.words === words) === at);
}

function of(look: Look, pair: ContrastPair) {
  return pageContrasts(look).filter((each) => each.pair === pair);
}

function isReadable(look: Look, pair: ContrastPair, color: string): boolean {
  const tried =
    pair === 'accent'
      ? { ...look, accent: color }
      : { ...look, variables: { ...look.variables, [pair]: color } };
  return of(tried, pair).every(({ passes }) => passes);
}
