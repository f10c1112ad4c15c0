import fc from 'fast-check';
import { parseCron } from '@/lib/schedules/rules/cron-expression';

const months = ['jan', 'FEB', 'Mar', 'APR', 'dec'];
const weekdays = ['sun', 'MON', 'Fri', 'SAT'];

function anyField(min: number, max: number, special: readonly string[]) {
  const number = fc.integer({ min, max });
  const pair = fc
    .tuple(number, number)
    .map(([one, other]) => `${Math.min(one, other)}-${Math.max(one, other)}`);
  const step = fc.integer({ min: 1, max: max + 1 });
  const item = fc.oneof(
    { weight: 3, arbitrary: number.map(String) },
    pair,
    fc.tuple(pair, step).map(([range, stride]) => `${range}/${stride}`),
    fc.tuple(number, step).map(([first, stride]) => `${first}/${stride}`),
    fc.constantFrom(...(special.length > 0 ? special : [String(min)])),
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('*') },
    step.map((stride) => `*/${stride}`),
    { weight: 3, arbitrary: item },
    fc.array(item, { minLength: 2, maxLength: 4 }).map((items) => items.join(',')),
  );
}

/** Expressions that `parseCron` accepts, of every form. */
export const anyCron: fc.Arbitrary<string> = fc
  .tuple(
    anyField(0, 59, []),
    anyField(0, 23, []),
    anyField(1, 31, ['L', 'LW']),
    anyField(1, 12, months),
    anyField(0, 7, ['5L', 'friL', 'MON#2', '0#5', '7#1', ...weekdays]),
  )
  .map((fields) => fields.join(' '))
  .filter((expression) => typeof parseCron(expression) !== 'string');
