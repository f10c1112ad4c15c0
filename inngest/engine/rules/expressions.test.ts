import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateKey, matches, parseExpression } from '@/inngest/engine/rules/expressions';

const event = { name: 'a/b', data: { n: 5, s: 'x', t: true, deep: { 'odd key': 1, 'a.b': 2 }, list: [1] } };
const async = { data: { n: 5, s: 'y' } };

function holds(text: string): boolean {
  const expression = parseExpression(text);
  if (expression === null) throw new Error(`cannot be read: ${text}`);
  return matches(expression, { event, async });
}

test.each([
  ["event.data.s == 'x'", true],
  ['event.data.s == "x"', true],
  ["event.data.s != 'x'", false],
  ['event.data.n > 4 && event.data.n <= 5', true],
  ['event.data.n < 5', false],
  ['event.data.n == async.data.n', true],
  ['event.data.n == async.data.n && event.data.s == async.data.s', false],
  ['event.data.t', true],
  ['event.data.s', false],
  ['event.data.t == true', true],
  ['event.data.absent == null', true],
  ['event.data.absent == async.data.absent', true],
  ['event.data.absent > 1', false],
  ['event.data.s > 1', false],
  ["event.data.deep['odd key'] == 1", true],
  ['event.data.deep["a.b"] == 2', true],
  ["event.name == 'a/b'", true],
  ["event.data.s == 'a && b'", false],
  ['event.data.constructor == null', true],
])('%s is %s', (text, expected) => {
  expect(holds(text)).toBe(expected);
});

test.each([
  '',
  'event.data.a || event.data.b',
  '!event.data.a',
  'event.data.a + event.data.b',
  'event.data.a == event.data.b == event.data.c',
  'has(event.data.a)',
  "event.data.a in ['x']",
  '(event.data.a == 1)',
  "event.data.a == 'x",
  'user.data.a',
  'event.data.a = 1',
])('%s is refused rather than guessed at', (text) => {
  expect(parseExpression(text)).toBeNull();
});

test('keys of different values differ, and hold nothing that a text of Postgres could not', () => {
  const expression = parseExpression('event.data.key');
  if (expression === null) throw new Error('cannot be read');
  const keyOf = (value: unknown) => evaluateKey(expression, { event: { data: { key: value } } });
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(keyOf(a) === keyOf(b)).toBe(JSON.stringify(a ?? null) === JSON.stringify(b ?? null));
      expect(keyOf(a)).not.toContain('\0');
    }),
  );
  expect(keyOf('1')).not.toBe(keyOf(1));
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const expression = parseExpression(text);
      if (expression !== null) matches(expression, { event, async });
    }),
  );
});
