import cronstrue from 'cronstrue';
import { type CronFields, mustBothDaysMatch, parseCron } from '@/lib/schedules/rules/cron-expression';

const nthWords = ['', 'first', 'second', 'third', 'fourth', 'fifth'];
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * A five-field expression in English: "At 02:00, only on Monday". cronstrue words the single fields; how they combine,
 * steps that do not divide the hour, L, LW, 5L and 5#2 are worded here, since it takes them for something else.
 */
export function describeCron(expression: string): string {
  const cron = parseCron(expression);
  if (typeof cron === 'string') return expression;
  const { fields } = cron;
  const months = fields.month.values.size === 12 ? '' : wordsOf(`0 0 * ${listOf(fields.month.values)} *`);
  return [timeWords(fields), dayWords(fields), months].filter((words) => words !== '').join(', ');
}

function timeWords({ minute, hour }: CronFields): string {
  const minutes = progressionOf(minute.values, 60) ?? listOf(minute.values);
  if (minute.values.size === 1) {
    return sentenceOf(`${minutes} ${progressionOf(hour.values, 24) ?? listOf(hour.values)} * * *`);
  }
  const hours = hour.values.size === 24 ? '*' : listOf(hour.values);
  if (!hours.includes(',')) return sentenceOf(`${minutes} ${hours} * * *`);
  const named = ascending(hour.values).map((each) => String(each).padStart(2, '0'));
  return `${sentenceOf(`${minutes} * * * *`)}, in the hours ${joined(named, 'and')}`;
}

function dayWords({ dayOfMonth, dayOfWeek }: CronFields): string {
  const ofMonth = dayOfMonth.values.size === 31 ? '' : dayOfMonthWords(dayOfMonth);
  const ofWeek = dayOfWeek.values.size === 7 ? '' : dayOfWeekWords(dayOfWeek);
  const mustBoth = mustBothDaysMatch(dayOfMonth, dayOfWeek);
  if (ofMonth === '' || ofWeek === '') return mustBoth ? ofMonth + ofWeek : '';
  if (mustBoth) return `${ofMonth}, but only ${ofWeek.replace(/^only /, '')}`;
  return `${ofMonth} or ${ofWeek.replace(/^only /, '')}`;
}

function dayOfMonthWords({ values, isLast, isLastWeekday }: CronFields['dayOfMonth']): string {
  const all: string[] = [];
  if (values.size > 0) all.push(wordsOf(`0 0 ${listOf(values)} * *`));
  if (isLast) all.push('on the last day of the month');
  if (isLastWeekday) all.push('on the last weekday (Monday to Friday) of the month');
  return joined(all, 'and');
}

function dayOfWeekWords({ values, lastWeekdays, nthWeekdays }: CronFields['dayOfWeek']): string {
  const all: string[] = [];
  if (values.size > 0) all.push(wordsOf(`0 0 * * ${listOf(values)}`));
  for (const weekday of lastWeekdays) all.push(`on the last ${weekdayNames[weekday]} of the month`);
  for (const { weekday, nth } of nthWeekdays) {
    all.push(`on the ${nthWords[nth]} ${weekdayNames[weekday]} of the month`);
  }
  return joined(all.length > 1 ? all.map((words) => words.replace(/^only /, '')) : all, 'and');
}

function sentenceOf(expression: string): string {
  return cronstrue.toString(expression, { use24HourTimeFormat: true, throwExceptionOnParseError: false });
}

/** What cronstrue says beside the time of an expression that runs at midnight. */
function wordsOf(expression: string): string {
  return sentenceOf(expression).replace(/^At 00:00, /, '');
}

/** The values as `*` or a step, if they are that all through the day or hour: with even distances past its end. */
function progressionOf(values: ReadonlySet<number>, length: number): string | null {
  const [first = 0, second = 0] = ascending(values);
  const step = length / values.size;
  if (values.size < 3 || !Number.isInteger(step) || second - first !== step) return null;
  if (!ascending(values).every((value, index) => value === first + index * step)) return null;
  if (step === 1) return '*';
  return first === 0 ? `*/${step}` : `${first}/${step}`;
}

/** The values by commas, three and more in a row as a range. */
function listOf(values: ReadonlySet<number>): string {
  const runs: { from: number; to: number }[] = [];
  for (const value of ascending(values)) {
    const run = runs.at(-1);
    if (run !== undefined && run.to === value - 1) run.to = value;
    else runs.push({ from: value, to: value });
  }
  return runs
    .map(({ from, to }) => (to === from ? from : `${from}${to - from > 1 ? '-' : ','}${to}`))
    .join(',');
}

function ascending(values: ReadonlySet<number>): number[] {
  return [...values].sort((one, other) => one - other);
}

function joined(all: readonly string[], word: string): string {
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} ${word} ${all.at(-1)}`;
}
