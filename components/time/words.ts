const units = [
  { seconds: 86_400, short: 'd', one: 'day', many: 'days' },
  { seconds: 3600, short: 'h', one: 'hour', many: 'hours' },
  { seconds: 60, short: 'min', one: 'minute', many: 'minutes' },
  { seconds: 1, short: 's', one: 'second', many: 'seconds' },
] as const;

/**
 * A duration in its two largest neighbouring units, cut and not rounded: 7385 → “2 hours 3 minutes”, short “2 h 3 min”.
 * An outage of 59.9 s has not lasted a minute.
 */
export function durationWords(seconds: number, style: 'long' | 'short' = 'long'): string {
  const total = Math.max(0, Math.floor(seconds));
  const first = units.findIndex((unit) => total >= unit.seconds);
  if (first === -1) return style === 'short' ? '0 s' : 'less than a second';
  let rest = total;
  const parts: string[] = [];
  for (const unit of units.slice(first, first + 2)) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0)
      parts.push(`${count} ${style === 'short' ? unit.short : count === 1 ? unit.one : unit.many}`);
  }
  return parts.join(' ');
}

/** “3 minutes ago”, “in 20 seconds”, “just now” within five seconds; one unit, cut. */
export function relativeWords(atMs: number, nowMs: number): string {
  const seconds = Math.trunc((atMs - nowMs) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 5) return seconds > 0 ? 'in a moment' : 'just now';
  const unit = units.find((candidate) => distance >= candidate.seconds) ?? units[3];
  const count = Math.floor(distance / unit.seconds);
  const words = `${count} ${count === 1 ? unit.one : unit.many}`;
  return seconds > 0 ? `in ${words}` : `${words} ago`;
}

/** A response time: whole milliseconds below a second, then seconds with two places. */
export function msWords(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(2)} s`;
}

/** A limit as it was set: 10000 → “10 s”, 1200 → “1.2 s”, 800 → “800 ms”. */
export function durationMsWords(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}

/** A ratio as a percentage, cut and never rounded up: 0.999999 is not 100 %. `null` is “no data”, not zero. */
export function percentWords(ratio: number | null, places = 2): string {
  if (ratio === null) return '–';
  const scale = 10 ** places;
  const cut = Math.floor(ratio * 100 * scale + 1e-9) / scale;
  return ratio >= 1 ? '100 %' : `${Math.min(cut, 100 - 1 / scale).toFixed(places)} %`;
}
