import { expect, test } from 'vitest';
import { stripCells, stripWords } from '@/components/charts/strip-cells';

const hour = 3_600_000;

test('an outage of one second still makes its cell a down cell', () => {
  const cells = stripCells(
    [
      { state: 'up', fromMs: 0, toMs: 24 * hour },
      { state: 'down', fromMs: 5.2 * hour, toMs: 5.2 * hour + 1000 },
    ],
    0,
    24 * hour,
    24,
  );
  expect(cells.filter((cell) => cell.state === 'down').map((cell) => cell.fromMs / hour)).toEqual([5]);
});

test('time that no span covers is drawn as not monitored, never as up', () => {
  const cells = stripCells([{ state: 'up', fromMs: 12 * hour, toMs: 24 * hour }], 0, 24 * hour, 24);
  expect(cells.slice(0, 12).every((cell) => cell.state === 'unknown')).toBe(true);
  expect(cells.slice(12).every((cell) => cell.state === 'up')).toBe(true);
});

test('a span that ends where a cell begins does not touch that cell', () => {
  const cells = stripCells(
    [
      { state: 'down', fromMs: 0, toMs: hour },
      { state: 'up', fromMs: hour, toMs: 2 * hour },
    ],
    0,
    2 * hour,
    2,
  );
  expect(cells.map((cell) => cell.state)).toEqual(['down', 'up']);
});

test('the words count only what lies within the period', () => {
  const spans = [
    { state: 'up' as const, fromMs: -hour, toMs: 23 * hour },
    { state: 'down' as const, fromMs: 23 * hour, toMs: 30 * hour },
  ];
  expect(stripWords(spans, 0, 24 * hour)).toBe('up 23 h, down 1 h');
  expect(stripWords([], 0, hour)).toBe('not monitored');
});
