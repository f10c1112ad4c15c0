import type { MailChart, MailState } from '@/lib/email/rules/mail-content';

const words: Record<MailState, string> = {
  up: 'up',
  degraded: 'degraded',
  down: 'down',
  maintenance: 'in maintenance',
  paused: 'paused',
  unknown: 'not watched',
};

/** Of the strip and the bars: what the colours mean, the best first. */
export function statesIn(chart: MailChart): { state: MailState; word: string }[] {
  const seen = new Set<MailState>([
    ...chart.strip.map((state) => state ?? 'unknown'),
    ...(chart.bars?.values ?? []).map(({ state }) => state),
  ]);
  return (Object.keys(words) as MailState[])
    .filter((state) => seen.has(state))
    .map((state) => ({ state, word: words[state] }));
}

/** As in `down in 2 of 24 hours`: for whoever cannot see the strip. */
export function stripWords(strip: MailChart['strip']): string {
  const counts = (Object.keys(words) as MailState[])
    .filter((state) => state !== 'up')
    .map((state) => ({ state, count: strip.filter((cell) => (cell ?? 'unknown') === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${words[state]} in ${count}`);
  return counts.length === 0
    ? `Up in all ${strip.length} hours.`
    : `Of the last ${strip.length} hours: ${counts.join(', ')}.`;
}

/** As in `112 to 321 ms, 3 of 30 failed`. */
export function barsWords({ values }: NonNullable<MailChart['bars']>): string {
  const times = values.flatMap(({ state, ms }) => (ms === null || state === 'down' ? [] : [Math.round(ms)]));
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const failed = values.filter(({ state }) => state === 'down').length;
  const range = times.length === 0 ? [] : [least === most ? `${least} ms` : `${least} to ${most} ms`];
  return [...range, failed === 0 ? 'none failed' : `${failed} of ${values.length} failed`].join(', ');
}

/** From 0 to 1, of the slowest answer; null where nothing was timed. */
export function barShares({ values }: NonNullable<MailChart['bars']>): (number | null)[] {
  const most = Math.max(1, ...values.map(({ ms }) => ms ?? 0));
  return values.map(({ ms }) => (ms === null ? null : ms / most));
}
