import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nextRunMs } from '@/lib/schedules/rules/next-run';
import { runsBetween } from '@/lib/schedules/rules/runs-between';

const minuteMs = 60_000;

type Window = { tz: string; T: string; expr: string; win: number; fires: number[] };
const windows: Window[] = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../testdata/cron-windows.json'), 'utf8'),
).cases;

const cron = (expression: string, time_zone: string) => ({ kind: 'cron' as const, expression, time_zone });
const at = (text: string) => Date.parse(text);

test('around every recorded time change a job runs when Debian’s cron starts it', () => {
  expect(windows.length).toBeGreaterThan(150);
  for (const { tz, T, expr, win, fires } of windows) {
    const changeMs = at(T);
    const schedule = cron(expr, tz);
    const label = `${expr} ${tz} ${T}`;
    const found = runsBetween(schedule, changeMs - win * minuteMs, changeMs + win * minuteMs, 10_000);
    expect(
      found.map((ms) => (ms - changeMs) / minuteMs),
      label,
    ).toEqual(fires);
  }
});

test('in every recorded window the next run is right from any instant, asked in any order', () => {
  const wrong: string[] = [];
  for (const { tz, T, expr, win, fires } of windows) {
    const changeMs = at(T);
    const schedule = cron(expr, tz);
    const edges = [-win, 0, ...fires].flatMap((fire) => [
      fire - 1,
      fire - 1 / minuteMs,
      fire,
      fire + 1 / minuteMs,
      fire + 0.5,
    ]);
    for (const minute of [...edges, ...edges.reverse()]) {
      if (minute < -win) continue;
      const expected = fires.find((fire) => fire > minute + 1e-9);
      if (expected === undefined) continue;
      const afterMs = Math.round(changeMs + minute * minuteMs);
      const next = ((nextRunMs(schedule, afterMs) ?? 0) - changeMs) / minuteMs;
      if (next !== expected) wrong.push(`${expr} ${tz} ${T} after ${minute}: ${next} instead of ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
});
