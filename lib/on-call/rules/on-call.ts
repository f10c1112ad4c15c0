import { hoursBetween, isWithinHours } from '@/lib/on-call/rules/hours';
import type { Override, Rota, RotaLayer, Shift } from '@/lib/on-call/rules/rota';
import { turnAt, turnStart, userOfTurn } from '@/lib/on-call/rules/turns';
import { type ZoneClock, zoneClock } from '@/lib/schedules/rules/zone-time';

/** The ids of whoever is on call at an instant: the last override that holds, else the last layer that has somebody. */
export function onCallAt(rota: Rota, overrides: readonly Override[], atMs: number): string[] {
  const override = overrides.findLast(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (override !== undefined) return [override.userId];
  const clock = zoneClock(rota.timeZone);
  for (const layer of rota.layers.toReversed()) {
    const userId = userOfTurn(layer.userIds, turnAt(clock, layer, atMs));
    if (userId !== null && isWithinHours(clock, layer.restrictions, atMs)) return [userId];
  }
  return [];
}

/** Who is on call from `fromMs` until before `toMs`: in order, without overlaps, with gaps where nobody is. */
export function shiftsBetween(
  rota: Rota,
  overrides: readonly Override[],
  fromMs: number,
  toMs: number,
): Shift[] {
  return shiftsTouching(rota, overrides, fromMs, toMs).flatMap((shift) => {
    const cut = { ...shift, fromMs: Math.max(shift.fromMs, fromMs), toMs: Math.min(shift.toMs, toMs) };
    return cut.fromMs < cut.toMs ? [cut] : [];
  });
}

/**
 * The same with their own beginnings and ends, where these are within [fromMs, toMs). Beyond it, what would cut a shift
 * is not looked for.
 */
export function shiftsTouching(
  rota: Rota,
  overrides: readonly Override[],
  fromMs: number,
  toMs: number,
): Shift[] {
  const clock = zoneClock(rota.timeZone);
  const taken = overrides
    .filter((override) => override.fromMs < toMs && override.toMs > fromMs)
    .map((override) => [
      { userId: override.userId, fromMs: override.fromMs, toMs: override.toMs, layerId: null },
    ]);
  const layers = rota.layers.map((layer) => shiftsOfLayer(clock, layer, fromMs, toMs));
  return [...layers, ...taken].reduce<Shift[]>(layOver, []);
}

function shiftsOfLayer(clock: ZoneClock, layer: RotaLayer, fromMs: number, toMs: number): Shift[] {
  const shifts: Shift[] = [];
  const hours =
    layer.restrictions.length === 0 ? null : hoursBetween(clock, layer.restrictions, fromMs, toMs);
  let turn = Math.max(0, turnAt(clock, layer, fromMs));
  for (let start = turnStart(clock, layer, turn); start < toMs; turn += 1) {
    const end = turnStart(clock, layer, turn + 1);
    const userId = userOfTurn(layer.userIds, turn);
    if (userId !== null && start < end) {
      for (const stretch of hours === null ? [{ fromMs: start, toMs: end }] : within(hours, start, end)) {
        shifts.push({
          userId,
          fromMs: Math.max(start, stretch.fromMs),
          toMs: Math.min(end, stretch.toMs),
          layerId: layer.id,
        });
      }
    }
    start = end;
  }
  return shifts;
}

function within<T extends { fromMs: number; toMs: number }>(
  sorted: readonly T[],
  fromMs: number,
  toMs: number,
): T[] {
  // Sorted and apart, so their ends are sorted too.
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.toMs ?? 0) > fromMs) high = middle;
    else low = middle + 1;
  }
  const found: T[] = [];
  for (let index = low; index < sorted.length; index += 1) {
    const each = sorted[index];
    if (each === undefined || each.fromMs >= toMs) break;
    found.push(each);
  }
  return found;
}

/** Both in order and without overlaps of their own; where they overlap, `upper` stays and `lower` is cut. */
function layOver(lower: readonly Shift[], upper: readonly Shift[]): Shift[] {
  const rest = lower.flatMap((shift) => {
    let cursorMs = shift.fromMs;
    const parts: Shift[] = [];
    for (const above of within(upper, shift.fromMs, shift.toMs)) {
      if (cursorMs < above.fromMs) parts.push({ ...shift, fromMs: cursorMs, toMs: above.fromMs });
      cursorMs = Math.max(cursorMs, above.toMs);
    }
    if (cursorMs < shift.toMs) parts.push({ ...shift, fromMs: cursorMs });
    return parts;
  });
  return [...rest, ...upper].sort((a, b) => a.fromMs - b.fromMs);
}
