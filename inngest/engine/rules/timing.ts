import { Cron } from 'croner';

const unitMs: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** As the SDK writes them: `1d2h30m`, `15s`, `500ms`. Null when it is none. */
export function parseDurationMs(text: string): number | null {
  if (!/^(\d+(ms|[smhdw]))+$/.test(text)) return null;
  let total = 0;
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+)(ms|[smhdw])/g)) {
    total += Number(amount) * (unitMs[unit] ?? 0);
  }
  return total;
}

/** A duration, or the time until an instant, which may have passed. Null when the text is neither. */
export function parseDelayMs(text: string, nowMs: number): number | null {
  const duration = parseDurationMs(text);
  if (duration !== null) return duration;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : Math.max(0, instant - nowMs);
}

const retryDelaysMs = [1_000, 4_000, 15_000, 60_000, 240_000, 600_000];

/** Before the given retry (the first is 1), give or take a tenth; `random` is in [0, 1). */
export function retryDelayMs(retry: number, random: number): number {
  const base = retryDelaysMs[Math.min(Math.max(retry, 1), retryDelaysMs.length) - 1] ?? 600_000;
  return Math.round(base * (0.9 + 0.2 * random));
}

/** After the given number of earlier losses of the same call: from one second to a minute. */
export function lossDelayMs(losses: number): number {
  return Math.min(60_000, 1_000 * 2 ** losses);
}

const maxRetryAfterMs = 86_400_000;

/** `Retry-After` in seconds, or as a date of HTTP (RFC 9110) or ISO 8601, a day at most; null when it is neither. */
export function parseRetryAfterMs(value: string | null, nowMs: number): number | null {
  if (value === null || value === '') return null;
  const delayMs = /^\d+$/.test(value) ? Number(value) * 1000 : parseDelayMs(value, nowMs);
  return delayMs === null ? null : Math.min(delayMs, maxRetryAfterMs);
}

/** Five fields, with the zone before them as `TZ=Europe/Paris 0 9 * * *`. @throws Error when it is no schedule */
export function nextCronMs(text: string, afterMs: number): number | null {
  return openCron(text).nextRun(new Date(afterMs))?.getTime() ?? null;
}

/** The last instant of the schedule at or before `atMs`. */
export function latestCronMs(text: string, atMs: number): number | null {
  return (
    openCron(text)
      .previousRuns(1, new Date(atMs + 1))[0]
      ?.getTime() ?? null
  );
}

function openCron(text: string): Cron {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(text.trim());
  return new Cron(zoned?.[2] ?? text.trim(), { timezone: zoned?.[1] ?? 'UTC', paused: true, mode: '5-part' });
}
