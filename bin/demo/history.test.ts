import { expect, test } from 'vitest';
import { makeHistory } from '@/bin/demo/history';

const now = Date.parse('2026-11-21T12:00:00Z');
const history = makeHistory({ usualMs: 120, outages: 3, slowShare: 0.01 }, 30, now, 7);

test('the same seed makes the same history', () => {
  expect(makeHistory({ usualMs: 120, outages: 3, slowShare: 0.01 }, 30, now, 7)).toEqual(history);
});

test('outages follow each other and lie in the past', () => {
  const edges = history.outages.flatMap(({ started_at, ended_at }) => [started_at, ended_at]);
  expect(edges.length).toBeGreaterThan(0);
  expect([...edges].sort()).toEqual(edges);
  expect((edges.at(-1) ?? '') < new Date(now).toISOString()).toBe(true);
});

test('checks fail exactly in outages, and there are none where nobody watched', () => {
  const [gap] = history.unwatched;
  for (const { at, result } of history.checks) {
    const isOut = history.outages.some(({ started_at, ended_at }) => started_at <= at && at < ended_at);
    expect(result === 'down').toBe(isOut);
    expect(gap !== undefined && gap.started_at <= at && at < gap.ended_at).toBe(false);
  }
});

test('it says of itself that it is made up', () => {
  expect(history.note).toContain('Demo data');
});
