export const calendarParts = {
  year: { word: 'year', min: 1970, max: 2199 },
  month: { word: 'month', min: 1, max: 12 },
  day: { word: 'day', min: 1, max: 31 },
  /** Counted from the end of the month, 1 being its last day; systemd looks back no further than 28. */
  dayFromEnd: { word: 'day from the end of the month', min: 1, max: 28 },
  hour: { word: 'hour', min: 0, max: 23 },
  minute: { word: 'minute', min: 0, max: 59 },
  second: { word: 'second', min: 0, max: 59 },
} as const;

type Part = (typeof calendarParts)[keyof typeof calendarParts];

/** `from`, `from + step` … up to `to`; null for `to` is the end of what the part can be. */
export type Span = { from: number; to: number | null; step: number };

/** `*` is null, else what the list of the component holds, or a sentence about what is wrong with it. */
export function parseCalendarComponent(text: string, part: Part): Span[] | null | string {
  if (text === '*') return null;
  const spans: Span[] = [];
  for (const item of text.split(',')) {
    const span = parseSpan(item, part);
    if (typeof span === 'string') return `"${item}" is not a valid ${part.word}: ${span}`;
    spans.push(span);
  }
  return spans;
}

function parseSpan(item: string, part: Part): Span | string {
  if (part.word === 'second' && /\d\.\d/.test(item.replace('..', '')))
    return 'fractions of a second are not read';
  if (item.startsWith('*')) return `a step or list needs a start, such as ${part.min}/2`;
  const found = /^(\d{1,4})(?:\.\.(\d{1,4}))?(?:\/(\d{1,4}))?$/.exec(item);
  if (found === null)
    return `expected ${part.min} to ${part.max}, a range such as 1..5 or a step such as 1/2`;
  const from = readValue(found[1] ?? '', part);
  const last = found[2] === undefined ? null : readValue(found[2], part);
  const step = found[3] === undefined ? null : Number(found[3]);
  if ([from, last ?? from].some((value) => value < part.min || value > part.max)) {
    return `expected ${part.min} to ${part.max}`;
  }
  if (last !== null && last < from) return 'a range must not run backwards';
  if (step === 0) return 'the step after / must be a number from 1 on';
  if (step === null) return { from, to: last ?? from, step: 1 };
  const second = part.word === calendarParts.dayFromEnd.word ? from - step : from + step;
  if (last === null && (second < part.min || second > part.max))
    return 'the step leads out of the month, day or hour';
  return { from, to: last, step };
}

/** Years may be written with two digits: 69 is 2069, 70 is 1970. */
function readValue(digits: string, part: Part): number {
  const value = Number(digits);
  if (part.word !== 'year' || value > 99) return value;
  return value < 70 ? 2000 + value : 1900 + value;
}

export function spansHold(spans: readonly Span[], value: number): boolean {
  return spans.some(
    ({ from, to, step }) => value >= from && (to === null || value <= to) && (value - from) % step === 0,
  );
}

/** Whether a day is among spans counted from the end of a month of `lastDay` days. */
export function spansHoldFromEnd(spans: readonly Span[], day: number, lastDay: number): boolean {
  return spans.some(({ from, to, step }) => {
    const nearDay = lastDay + 1 - from;
    if (to === null) return day >= nearDay && (day - nearDay) % step === 0;
    const farDay = lastDay + 1 - to;
    return day >= farDay && day <= nearDay && (day - farDay) % step === 0;
  });
}

/** Ascending, without repeats. */
export function valuesOf(spans: readonly Span[] | null, part: Part): number[] {
  const all = Array.from({ length: part.max - part.min + 1 }, (_, index) => part.min + index);
  return spans === null ? all : all.filter((value) => spansHold(spans, value));
}
