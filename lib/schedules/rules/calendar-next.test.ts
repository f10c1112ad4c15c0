import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseCalendar } from '@/lib/schedules/rules/calendar-expression';
import { nextRunMs } from '@/lib/schedules/rules/next-run';
import { runsBetween } from '@/lib/schedules/rules/runs-between';

type Elapse = { expression: string; zone: string; base: string; elapses: number[] | null };
const recorded: Elapse[] = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../testdata/calendar-elapses.json'), 'utf8'),
);

const event = (expression: string, time_zone = 'UTC') => ({
  kind: 'oncalendar' as const,
  expression,
  time_zone,
});
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

test('events elapse when systemd says, through every recorded time change', () => {
  const answered = recorded.filter(({ elapses }) => elapses !== null);
  expect(answered.length).toBeGreaterThan(500);
  for (const { expression, zone, base, elapses } of answered) {
    const baseMs = Date.parse(base);
    const expected = (elapses ?? []).map((second) => iso(second * 1000));
    // The horizon is ten years; systemd looks to the end of 2199.
    const within = expected.filter((at) => Date.parse(at ?? '') < baseMs + 3_652 * 86_400_000);
    const label = `${expression} ${zone} ${base}`;
    expect(
      runsBetween(event(expression, zone), baseMs, Number.MAX_SAFE_INTEGER, within.length).map(iso),
      label,
    ).toEqual(within);
    const named = nextRunMs(event(`${expression} ${zone}`, 'Asia/Tokyo'), baseMs);
    expect(iso(named), `${label}, zone in the expression`).toBe(within[0] ?? null);
  }
});

test('what systemd refuses is refused with a sentence', () => {
  const refused = recorded.filter(({ elapses }) => elapses === null);
  expect(refused.length).toBeGreaterThan(30);
  for (const { expression } of refused) expect(parseCalendar(expression), expression).toBeTypeOf('string');
});
