import { expect, test } from 'vitest';
import { toEvents } from '@/bin/supervisor/log-lines';

test('a line of our logger is passed on untouched', () => {
  const line = '{"level":"info","time":"2026-01-01T00:00:00.000Z","role":"worker","msg":"started"}';
  expect(toEvents([line])).toEqual([{ kind: 'finished', line }]);
});

test('a stack trace is one event with its message', () => {
  const lines = [
    'Error: no',
    '    at a (b.ts:1:2)',
    '    at c (d.ts:3:4) {',
    "  code: 'X'",
    '}',
    'Next line',
  ];
  expect(toEvents(lines)).toEqual([
    { kind: 'text', text: lines.slice(0, 5).join('\n') },
    { kind: 'text', text: 'Next line' },
  ]);
});

test('colours and empty lines are no part of an event', () => {
  expect(toEvents(['', '\u001b[32m ✓ Ready\u001b[39m in 200ms', '   '])).toEqual([
    { kind: 'text', text: '✓ Ready in 200ms' },
  ]);
});

test.each(['{"level":"info"', '{"level":"info"}', '{"answer":42}'])('other JSON is text: %s', (line) => {
  expect(toEvents([line])).toEqual([{ kind: 'text', text: line }]);
});
