import { expect, test } from 'vitest';
import { runCells } from '@/components/pings/run-cells';
import { countWords, worstOutcomeFirst } from '@/components/pings/words';
import { type RunOutcome, runOutcomes } from '@/lib/pings/constants';
import type { RunView } from '@/lib/pings/schema';

function run(atMs: number, outcome: RunOutcome): RunView {
  const at = new Date(atMs).toISOString();
  return {
    outcome,
    expected_at: at,
    started_at: null,
    ended_at: outcome === 'missed' ? null : at,
    lateness_seconds: 0,
    duration_ms: null,
    rid: null,
    ping_n: 1,
    exit_status: null,
    signal: null,
  };
}

test('one missed run among many good ones still makes its cell a missed cell, and time without runs stays empty', () => {
  const runs = [run(10, 'ok'), run(11, 'missed'), run(12, 'ok'), run(35, 'ok')];
  expect(runCells(runs, 0, 40, 4).map(({ outcome }) => outcome)).toEqual([null, 'missed', null, 'ok']);
});

test('what happens at the very end belongs to the last cell, and what lies before the period to none', () => {
  const cells = runCells([run(-1, 'failed'), run(40, 'ok')], 0, 40, 4);
  expect(cells.map(({ runs }) => runs.length)).toEqual([0, 0, 0, 1]);
});

test('every outcome has its place among the worst and its words', () => {
  expect([...worstOutcomeFirst].sort()).toEqual([...runOutcomes].sort());
  expect(countWords(['ok', 'missed', 'ok', 'overrun'])).toBe('2 on time, 1 took too long, 1 missed');
  expect(countWords([])).toBe('no run');
});
