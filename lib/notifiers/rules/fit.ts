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

/** Whole lines as long as they fit, and how many were left out. No line is cut: a link might be in it. */
export function linesWithin(
  lines: readonly string[],
  max: number,
  more = (count: number) => `and ${count} more`,
): string {
  const all = lines.join('\n');
  if (all.length <= max) return all;
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    const rest = more(lines.length - kept.length - 1);
    if (length + line.length + 1 + rest.length > max) break;
    kept.push(line);
    length += line.length + 1;
  }
  return [...kept, more(lines.length - kept.length)].join('\n');
}
