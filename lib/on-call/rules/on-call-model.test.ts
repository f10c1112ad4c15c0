import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onCallAt, shiftsBetween } from '@/lib/on-call/rules/on-call';
import type { Override, Rota, RotaLayer } from '@/lib/on-call/rules/rota';
import { anyInstant, anyOverrides, anyRota, anyWindow } from '@/lib/on-call/testing/any-rota';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

test('shifts lie in their window in order and never overlap', () => {
  fc.assert(
    fc.property(anyRota, anyOverrides, anyWindow, (rota, overrides, { fromMs, toMs }) => {
      let cursorMs = fromMs;
      for (const shift of shiftsBetween(rota, overrides, fromMs, toMs)) {
        expect(shift.fromMs).toBeGreaterThanOrEqual(cursorMs);
        expect(shift.toMs).toBeGreaterThan(shift.fromMs);
        cursorMs = shift.toMs;
      }
      expect(cursorMs).toBeLessThanOrEqual(toMs);
    }),
    { numRuns: 300 },
  );
});

test('who is on call at an instant is who has the shift there, at every boundary and in between', () => {
  fc.assert(
    fc.property(
      anyRota,
      anyOverrides,
      anyWindow,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
      (rota, overrides, { fromMs, toMs }, picks) => {
        const shifts = shiftsBetween(rota, overrides, fromMs, toMs);
        const edges = shifts.flatMap((shift) => [shift.fromMs - 1, shift.fromMs, shift.toMs - 1, shift.toMs]);
        const inside = picks.map((pick) => Math.floor(fromMs + pick * (toMs - fromMs)));
        for (const atMs of [...edges, ...inside, fromMs, toMs - 1]) {
          if (atMs < fromMs || atMs >= toMs) continue;
          const holder = shifts.find((shift) => shift.fromMs <= atMs && atMs < shift.toMs);
          expect(onCallAt(rota, overrides, atMs)).toEqual(holder === undefined ? [] : [holder.userId]);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('what a window says does not depend on where the window begins and ends', () => {
  fc.assert(
    fc.property(anyRota, anyOverrides, anyWindow, anyInstant, (rota, overrides, { fromMs, toMs }, cut) => {
      const middleMs = fromMs + ((cut - fromMs) % (toMs - fromMs));
      if (middleMs <= fromMs) return;
      const at = (from: number, to: number) =>
        shiftsBetween(rota, overrides, from, to).map(({ userId, ...shift }) => [
          userId,
          shift.fromMs,
          shift.toMs,
        ]);
      const whole = at(fromMs, toMs).flatMap((shift) => {
        const [userId, from, to] = shift;
        const isCut = Number(from) < middleMs && Number(to) > middleMs;
        return isCut
          ? [
              [userId, from, middleMs],
              [userId, middleMs, to],
            ]
          : [shift];
      });
      expect([...at(fromMs, middleMs), ...at(middleMs, toMs)]).toEqual(whole);
    }),
    { numRuns: 200 },
  );
});

test('an override wins exactly inside its time, and changes nothing outside', () => {
  fc.assert(
    fc.property(
      anyRota,
      anyInstant,
      fc.integer({ min: 1, max: 30 * dayMs }),
      anyInstant,
      (rota, fromMs, lengthMs, other) => {
        const override: Override = { id: 'ovr', userId: 'eve', fromMs, toMs: fromMs + lengthMs };
        for (const atMs of [fromMs - 1, fromMs, override.toMs - 1, override.toMs, other]) {
          const isInside = atMs >= fromMs && atMs < override.toMs;
          expect(onCallAt(rota, [override], atMs)).toEqual(isInside ? ['eve'] : onCallAt(rota, [], atMs));
        }
      },
    ),
  );
});

test('away from changes of the clocks it is what a calendar and a clock on the wall would say', () => {
  fc.assert(
    fc.property(anyRota, anyOverrides, anyInstant, (rota, overrides, atMs) => {
      const { offsetMs } = wallAt(rota.timeZone, atMs);
      const isCalm = [-3, 3].every(
        (hours) => wallAt(rota.timeZone, atMs + hours * hourMs).offsetMs === offsetMs,
      );
      if (isCalm) expect(onCallAt(rota, overrides, atMs)).toEqual(oracle(rota, overrides, atMs));
    }),
    { numRuns: 2000 },
  );
});

/** Written without the product's zone arithmetic: dates and times of day as Intl prints them. */
function oracle(rota: Rota, overrides: readonly Override[], atMs: number): string[] {
  const holding = overrides.filter((override) => atMs >= override.fromMs && atMs < override.toMs);
  if (holding.length > 0) return [holding[holding.length - 1]?.userId ?? ''];
  let winner: string[] = [];
  for (const layer of rota.layers) {
    const userId = layer.userIds[countHandOvers(rota.timeZone, layer, atMs) % layer.userIds.length];
    if (atMs >= layer.startsMs && userId !== undefined && isAtWork(rota.timeZone, layer, atMs))
      winner = [userId];
  }
  return winner;
}

function countHandOvers(timeZone: string, layer: RotaLayer, atMs: number): number {
  if (layer.unit === 'hour') return Math.floor((atMs - layer.startsMs) / (layer.every * hourMs));
  const [then, now] = [wallAt(timeZone, layer.startsMs), wallAt(timeZone, atMs)];
  const wholeDays = now.day - then.day - (now.minute < then.minute ? 1 : 0);
  return Math.floor(wholeDays / (layer.every * (layer.unit === 'week' ? 7 : 1)));
}

function isAtWork(timeZone: string, layer: RotaLayer, atMs: number): boolean {
  const { weekday, minute } = wallAt(timeZone, atMs);
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return (
    layer.restrictions.length === 0 ||
    layer.restrictions.some(
      ({ days, fromMinute, toMinute }) =>
        (days.includes(weekday) && minute >= fromMinute && minute < toMinute) ||
        (days.includes(yesterday) && minute + 1440 >= fromMinute && minute + 1440 < toMinute),
    )
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallAt(timeZone: string, ms: number) {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, weekday } = parts as Record<string, string>;
  const dayNumber = Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayMs;
  const minuteOfDay = Number(hour) * 60 + Number(minute);
  return {
    day: dayNumber,
    minute: minuteOfDay,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday ?? '') + 1,
    offsetMs: dayNumber * dayMs + minuteOfDay * 60_000 - Math.floor(ms / 60_000) * 60_000,
  };
}
