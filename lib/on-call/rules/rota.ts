import type { RotationUnit } from '@/lib/on-call/constants';
import type { OnCallLayer } from '@/lib/on-call/schema';
import { type DailyHours, toDailyHours } from '@/lib/schedules/rules/daily-hours';

/** `userIds` has one entry per turn, over and over; nobody is ever on call where it is empty. */
export type RotaLayer = {
  id: string;
  userIds: readonly string[];
  every: number;
  unit: RotationUnit;
  startsMs: number;
  restrictions: readonly DailyHours[];
};

/** What the rules know of a schedule. Later layers win over earlier ones. */
export type Rota = { timeZone: string; layers: readonly RotaLayer[] };

/** Somebody takes over from `fromMs` until before `toMs`. Of several at once, the last one in the list wins. */
export type Override = { id: string; userId: string; fromMs: number; toMs: number };

/** `layerId` is null for an override. `toMs` is not part of it. */
export type Shift = { userId: string; fromMs: number; toMs: number; layerId: string | null };

type Stored = { time_zone: string; layers: readonly OnCallLayer[] };

/** `isPresent` tells who is still a member: the turns of whoever left fall to the next in the order. */
export function toRota(schedule: Stored, isPresent: (userId: string) => boolean = () => true): Rota {
  return {
    timeZone: schedule.time_zone,
    layers: schedule.layers.map((layer) => ({
      id: layer.id,
      userIds: presentTurns(layer.user_ids, isPresent),
      every: layer.rotation.every,
      unit: layer.rotation.unit,
      startsMs: Date.parse(layer.starts_at),
      restrictions: layer.restrictions.map(toDailyHours),
    })),
  };
}

/** Nobody else's turns move: only those of the absent go to whoever is present after them. */
function presentTurns(userIds: readonly string[], isPresent: (userId: string) => boolean): string[] {
  return userIds.flatMap((_, index) => {
    const order = [...userIds.slice(index), ...userIds.slice(0, index)];
    return order.find(isPresent) ?? [];
  });
}
