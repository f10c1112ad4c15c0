import { durationWords } from '@/components/time/words';

/** How long a run took: milliseconds below a second, seconds with one place below a minute, then in words. */
export function runTimeWords(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1).replace('.0', '')} s`;
  return durationWords(ms / 1000, 'short');
}

/** As in “2 min late”, “10 s early”; less than a second is on time. */
export function latenessWords(seconds: number | null): string {
  if (seconds === null) return '–';
  if (Math.abs(seconds) < 1) return 'to the second';
  return `${durationWords(Math.abs(seconds), 'short')} ${seconds > 0 ? 'after' : 'before'}`;
}

const tops = [4, 8, 20, 40, 60, 120, 240, 480, 1200, 2400, 3600, 7200, 14_400, 28_800, 43_200, 86_400];

/** A round upper end for an axis of run times, which divides into four. */
export function runTimeTop(ms: number): number {
  if (ms <= 2000) return [100, 200, 400, 800, 2000].find((top) => top >= ms) ?? 2000;
  const seconds = ms / 1000;
  return (tops.find((top) => top >= seconds) ?? Math.ceil(seconds / 86_400) * 86_400) * 1000;
}
