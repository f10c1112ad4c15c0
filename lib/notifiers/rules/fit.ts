/** Vendors say "characters" and count code points or UTF-16 units: what fits in units fits in both. */
export function cutUnits(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, Math.max(0, max - 1));
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** Cut first and escaped then, so that no cut falls into what an escape has become. At most `max` units come out. */
export function escapeWithin(text: string, max: number, escaped: (text: string) => string): string {
  const whole = escaped(text);
  if (whole.length <= max) return whole;
  let fits = 0;
  let tooMany = Math.min(text.length, max) + 1;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (escaped(cutUnits(text, middle)).length <= max) fits = middle;
    else tooMany = middle;
  }
  return fits === 0 ? '' : escaped(cutUnits(text, fits));
}

/**
 * Whole lines as long as they fit, and how many were left out. No line is cut: a link might be in it. `lengthOf`: where
 * the receiver counts without its markup.
 */
export function linesWithin(
  lines: readonly string[],
  max: number,
  lengthOf: (line: string) => number = (line) => line.length,
): string {
  const lengths = lines.map((line) => lengthOf(line) + 1);
  if (lengths.reduce((sum, length) => sum + length, -1) <= max) return lines.join('\n');
  const before = Number(leftBefore.exec(lines.at(-1) ?? '')?.[1] ?? 0);
  const whole = before === 0 ? lines : lines.slice(0, -1);
  const room = max - more(whole.length + before).length;
  let taken = 0;
  const fitting = lengths.findIndex((length) => {
    taken += length;
    return taken > room;
  });
  const kept = whole.slice(0, Math.max(0, fitting));
  return [...kept, more(whole.length - kept.length + before)].join('\n');
}

/** A last line that says so itself, in whatever markup. */
const leftBefore = /^• (?:<[^>]*>|\[)?and (\d+) more\b/;

function more(count: number): string {
  return `and ${count} more`;
}
