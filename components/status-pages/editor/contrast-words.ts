import type { ContrastPair, PageContrast } from '@/lib/status-pages/rules/contrast';

/** Cut, not rounded: 4.49 is not 4.5. */
export function ratioWords(ratio: number): string {
  return `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`;
}

const grounds: Record<ContrastPair, string> = {
  text: 'background',
  muted: 'background',
  accent: 'background',
  'accent-text': 'accent',
};

/** One line for each scheme of the page; one for both where they say the same. */
export function contrastLines(
  contrasts: readonly PageContrast[],
  pair: ContrastPair,
): readonly { words: string; passes: boolean; proposal: string | null }[] {
  const own = contrasts.filter((each) => each.pair === pair);
  const lines = own.map(({ ratio, needed, passes, scheme, shown }) => {
    const ground = pair === 'accent-text' || own.length === 1 ? grounds[pair] : `${scheme} ${grounds[pair]}`;
    const found = `${ratioWords(ratio)} on the ${ground}`;
    return {
      words: passes
        ? `${found}: easy to read.`
        : `${found}, below ${needed}:1: hard to read. Visitors see ${shown} in its place.`,
      passes,
      proposal: passes ? null : shown,
    };
  });
  return lines.filter(({ words }, at) => lines.findIndex((line) => line.words === words) === at);
}
