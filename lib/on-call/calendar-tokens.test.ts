import { expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { createCalendarTokens } from '@/lib/on-call/calendar-tokens';

const [now, before] = [
  'a secret of at least thirty-two characters',
  'the secret of before, as long as that one',
];
const schedule = { kind: 'schedule', id: newId('ocs'), version: 1 } as const;

test('a token names its owner, and is true for this owner and version alone', () => {
  const tokens = createCalendarTokens(now);
  const token = tokens.make(schedule);
  expect(token).toMatch(/^s[\w-]{48}$/);
  expect(tokens.make(schedule)).toBe(token);
  expect(tokens.read(token)).toEqual({ kind: 'schedule', id: schedule.id });
  expect(tokens.isFor(token, schedule)).toBe(true);
  expect(tokens.isFor(token, { ...schedule, version: 2 })).toBe(false);
  expect(tokens.isFor(token, { ...schedule, id: newId('ocs') })).toBe(false);
  const member = { kind: 'member', id: `mem${schedule.id.slice(3)}`, version: 1 } as const;
  expect(tokens.make(member).slice(1)).not.toBe(token.slice(1));
  expect(tokens.isFor(`m${token.slice(1)}`, member)).toBe(false);
});

test('whatever is changed in a token makes it worthless', () => {
  const tokens = createCalendarTokens(now);
  const token = tokens.make(schedule);
  for (let index = 0; index < token.length; index += 1) {
    const other = token[index] === 'A' ? 'B' : 'A';
    expect(tokens.isFor(token.slice(0, index) + other + token.slice(index + 1), schedule)).toBe(false);
  }
  for (const text of [
    '',
    's',
    'x'.repeat(49),
    token.slice(0, -1),
    `${token}A`,
    'sé',
    token.replace('s', 'S'),
  ]) {
    expect(tokens.read(text)).toBeNull();
    expect(tokens.isFor(text, schedule)).toBe(false);
  }
});

test('an address outlives a new secret as long as the old one is known', () => {
  const old = createCalendarTokens(before).make(schedule);
  expect(createCalendarTokens(now, [before]).isFor(old, schedule)).toBe(true);
  expect(createCalendarTokens(now).isFor(old, schedule)).toBe(false);
  expect(createCalendarTokens(now, [before]).make(schedule)).not.toBe(old);
});
