import type { RotaLayer } from '@/lib/on-call/rules/rota';
import { firstInstantOf, type ZoneClock } from '@/lib/schedules/rules/zone-time';

const hourMs = 3_600_000;
const unitHours = { hour: 1, day: 24, week: 168 };

type Turning = Pick<RotaLayer, 'every' | 'unit' | 'startsMs'>;

/**
 * When the turn with this number begins. Turns of hours are as long as they say; those of days and weeks begin at the
 * same time of the wall clock, so one across a change of the clocks is an hour longer or shorter.
 */
export function turnStart(clock: ZoneClock, layer: Turning, turn: number): number {
  const { startsMs, unit } = layer;
  const periodMs = layer.every * unitHours[unit] * hourMs;
  if (turn === 0 || unit === 'hour') return startsMs + turn * periodMs;
  return firstInstantOf(clock, wallOf(clock, startsMs) + turn * periodMs).ms;
}

/** The number of the turn that holds at an instant; negative before the first. */
export function turnAt(clock: ZoneClock, layer: Turning, atMs: number): number {
  const periodMs = layer.every * unitHours[layer.unit] * hourMs;
  const passedMs =
    layer.unit === 'hour' ? atMs - layer.startsMs : wallOf(clock, atMs) - wallOf(clock, layer.startsMs);
  let turn = Math.floor(passedMs / periodMs);
  while (turnStart(clock, layer, turn) > atMs) turn -= 1;
  while (turnStart(clock, layer, turn + 1) <= atMs) turn += 1;
  return turn;
}

export function userOfTurn(userIds: readonly string[], turn: number): string | null {
  return turn < 0 ? null : (userIds[turn % userIds.length] ?? null);
}

/** The wall clock's time as milliseconds, as if it were UTC. */
export function wallOf(clock: ZoneClock, ms: number): number {
  return ms + clock.segmentAt(ms).offsetMs;
}
