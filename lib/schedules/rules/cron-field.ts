const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

export const cronFields = {
  minute: { word: 'minute', min: 0, max: 59, names: [] },
  hour: { word: 'hour', min: 0, max: 23, names: [] },
  dayOfMonth: { word: 'day of month', min: 1, max: 31, names: [] },
  month: { word: 'month', min: 1, max: 12, names: months },
  dayOfWeek: { word: 'day of week', min: 0, max: 7, names: weekdays },
} as const satisfies Record<string, { word: string; min: number; max: number; names: readonly string[] }>;

type Field = (typeof cronFields)[keyof typeof cronFields];

/**
 * What one field means. `isLast` and `isLastWeekday` are L and LW of the day of month; `lastWeekdays` and
 * `nthWeekdays` are 5L and 5#2 of the day of week. Weekdays run from 0 to 6.
 */
export type CronField = {
  values: Set<number>;
  isStar: boolean;
  isLast: boolean;
  isLastWeekday: boolean;
  lastWeekdays: Set<number>;
  nthWeekdays: { weekday: number; nth: number }[];
};

/** The meaning of a field, or a sentence about what is wrong with it. */
export function parseCronField(text: string, field: Field): CronField | string {
  const parsed: CronField = {
    values: new Set(),
    isStar: text.startsWith('*'),
    isLast: false,
    isLastWeekday: false,
    lastWeekdays: new Set(),
    nthWeekdays: [],
  };
  for (const item of text.toUpperCase().split(',')) {
    if (addSpecial(parsed, item, field)) continue;
    const values = valuesOf(item, field);
    if (typeof values === 'string') return values;
    for (const value of values) parsed.values.add(field.word === 'day of week' ? value % 7 : value);
  }
  return parsed;
}

function addSpecial(parsed: CronField, item: string, field: Field): boolean {
  if (field.word === 'day of month') {
    if (item === 'L') parsed.isLast = true;
    else if (item === 'LW') parsed.isLastWeekday = true;
    else return false;
    return true;
  }
  if (field.word !== 'day of week') return false;
  const last = /^(\w+)L$/.exec(item);
  const nth = /^(\w+)#([1-5])$/.exec(item);
  const weekday = readValue((last ?? nth)?.[1] ?? '', field);
  if (weekday === null) return false;
  if (last !== null) parsed.lastWeekdays.add(weekday % 7);
  else parsed.nthWeekdays.push({ weekday: weekday % 7, nth: Number(nth?.[2]) });
  return true;
}

/** `*`, `5`, `1-5`, each with an optional `/2`; `5/15` runs to the end of the field. */
function valuesOf(item: string, field: Field): number[] | string {
  const [range = '', step, ...more] = item.split('/');
  const stride = step === undefined ? 1 : /^\d{1,4}$/.test(step) ? Number(step) : 0;
  if (more.length > 0 || stride === 0)
    return wrong(item, field, 'the step after / must be a number from 1 on');
  const [first = '', last, ...rest] = range.split('-');
  if (range === '*') return series(field.min, field.max, stride);
  const from = readValue(first, field);
  const to = last === undefined ? (step === undefined ? from : field.max) : readValue(last, field);
  if (rest.length > 0 || from === null || to === null) return wrong(item, field, expected(field));
  if (to < from) return wrong(item, field, 'a range must not run backwards');
  return series(from, to, stride);
}

function readValue(text: string, field: Field): number | null {
  const named = (field.names as readonly string[]).indexOf(text);
  if (named >= 0) return named + field.min;
  if (!/^\d{1,2}$/.test(text)) return null;
  const value = Number(text);
  return value >= field.min && value <= field.max ? value : null;
}

function series(from: number, to: number, stride: number): number[] {
  return Array.from({ length: Math.floor((to - from) / stride) + 1 }, (_, index) => from + index * stride);
}

function expected(field: Field): string {
  const named = field.names.length > 0 ? `, or ${field.names[0]} to ${field.names.at(-1)}` : '';
  return `expected ${field.min} to ${field.max}${named}`;
}

function wrong(item: string, field: Field, why: string): string {
  return `"${item}" is not a valid ${field.word}: ${why}`;
}
