import { type TimeFormat, timeFormats } from '@/components/status-pages/public/format-options';
import { once } from '@/components/status-pages/public/once';

/** Numbers, durations and dates in one language and one time zone. */
export type Formats = {
  instant: (format: TimeFormat, atMs: number) => string;
  range: (fromMs: number, toMs: number) => string;
  /** Of `YYYY-MM-DD`. */
  day: (day: string) => string;
  longDay: (day: string) => string;
  longDays: (from: string, to: string) => string;
  /** Of `YYYY-MM`. */
  month: (month: string) => string;
  /** Its two largest units. */
  duration: (ms: number) => string;
  /** Two decimals, never rounded up: 99.999 % is 99.99. */
  percent: (ratio: number) => string;
  milliseconds: (ms: number) => string;
  daysAgo: (days: number) => string;
};

const known = new Map<string, Formats>();

/** Made once: a formatter of `Intl` costs more than what it formats. */
export function formatsOf(tag: string, timeZone: string): Formats {
  const key = `${tag} ${timeZone}`;
  let formats = known.get(key);
  if (formats === undefined) {
    formats = makeFormats(tag, timeZone);
    if (known.size > 200) known.clear();
    known.set(key, formats);
  }
  return formats;
}

function makeFormats(tag: string, timeZone: string): Formats {
  const instants = {
    time: new Intl.DateTimeFormat(tag, { ...timeFormats.time, timeZone }),
    stamp: new Intl.DateTimeFormat(tag, { ...timeFormats.stamp, timeZone }),
    range: new Intl.DateTimeFormat(tag, { ...timeFormats.range, timeZone }),
  };
  const day = new Intl.DateTimeFormat(tag, { ...dayOptions, weekday: 'short', month: 'short' });
  const longDay = new Intl.DateTimeFormat(tag, { ...dayOptions, month: 'long' });
  const month = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', minimumFractionDigits: 2 });
  const whole = new Intl.NumberFormat(tag, { style: 'percent' });
  const milliseconds = unit(tag, 'millisecond');
  const relative = new Intl.RelativeTimeFormat(tag);
  return {
    instant: (format, atMs) => instants[format].format(atMs),
    range: (fromMs, toMs) => instants.range.formatRange(fromMs, toMs),
    // A page says each of its days once for every component.
    day: once((date: string) => day.format(Date.parse(date))),
    longDay: (date) => longDay.format(Date.parse(date)),
    longDays: (from, to) => longDay.formatRange(Date.parse(from), Date.parse(to)),
    month: (date) => month.format(Date.parse(`${date}-01`)),
    duration: makeDuration(tag),
    percent: (ratio) => (ratio >= 1 ? whole.format(1) : percent.format(floored(ratio))),
    milliseconds: (ms) => milliseconds.format(Math.round(ms)),
    daysAgo: (days) => relative.format(-days, 'day'),
  };
}

const dayOptions = { year: 'numeric', day: 'numeric', timeZone: 'UTC' } as const;

/** The tiny surplus is for 0.57 × 10,000 = 5,699.999…, which is 57 %. */
function floored(ratio: number): number {
  return Math.floor(ratio * 10_000 + 1e-7) / 10_000;
}

function unit(tag: string, name: string): Intl.NumberFormat {
  const unitDisplay = tag.startsWith('ar') ? 'long' : 'short';
  return new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay });
}

function makeDuration(tag: string): (ms: number) => string {
  const units = { day: unit(tag, 'day'), hour: unit(tag, 'hour'), minute: unit(tag, 'minute') };
  const second = unit(tag, 'second');
  return (ms) => {
    if (ms < 60_000) return second.format(Math.max(1, Math.floor(ms / 1000)));
    const minutes = Math.floor(ms / 60_000);
    const parts = [
      { amount: Math.floor(minutes / 1440), name: units.day },
      { amount: Math.floor(minutes / 60) % 24, name: units.hour },
      { amount: minutes % 60, name: units.minute },
    ];
    const first = parts.findIndex(({ amount }) => amount > 0);
    return parts
      .slice(first, first + 2)
      .filter(({ amount }) => amount > 0)
      .map(({ amount, name }) => name.format(amount))
      .join(' ');
  };
}
