import { instantOfWall, mondayMorning, wallText } from '@/components/time/wall-time';
import type { RotationUnit } from '@/lib/on-call/constants';
import type { OnCallScheduleView } from '@/lib/on-call/schema';

export type HoursDraft = { days: readonly number[]; from: string; to: string };

export type LayerDraft = {
  id: string;
  name: string;
  userIds: readonly string[];
  every: string;
  unit: RotationUnit;
  /** As the wall clock of the schedule's zone shows it. */
  startsAt: string;
  hours: readonly HoursDraft[];
};

/** The form of an on-call schedule as it is typed. */
export type ScheduleDraft = { name: string; timeZone: string; layers: readonly LayerDraft[] };

/** Eighty random bits; ids of the product would bring their schema into the page. */
function newLayerId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function newLayerDraft(number: number, startsAt: string, userIds: readonly string[] = []): LayerDraft {
  return {
    id: newLayerId(),
    name: `Layer ${number}`,
    userIds,
    every: '1',
    unit: 'week',
    startsAt,
    hours: [],
  };
}

export function newScheduleDraft(timeZone: string, nowMs: number, ownUserId: string): ScheduleDraft {
  const startsAt = mondayMorning(nowMs, timeZone);
  return { name: '', timeZone, layers: [newLayerDraft(1, startsAt, [ownUserId])] };
}

export function scheduleDraftOf(schedule: OnCallScheduleView): ScheduleDraft {
  return {
    name: schedule.name,
    timeZone: schedule.time_zone,
    layers: schedule.layers.map((layer) => ({
      id: layer.id,
      name: layer.name,
      userIds: layer.user_ids,
      every: String(layer.rotation.every),
      unit: layer.rotation.unit,
      startsAt: wallText(Date.parse(layer.starts_at), schedule.time_zone),
      hours: layer.restrictions,
    })),
  };
}

/** The input of `createOnCallSchedule`; not yet validated. */
export function toScheduleInput(draft: ScheduleDraft): object {
  return {
    name: draft.name,
    time_zone: draft.timeZone,
    layers: draft.layers.map((layer) => ({
      id: layer.id,
      name: layer.name,
      user_ids: layer.userIds,
      rotation: { every: layer.every.trim() === '' ? Number.NaN : Number(layer.every), unit: layer.unit },
      starts_at: instantOfWall(layer.startsAt, draft.timeZone),
      restrictions: layer.hours.map(({ days, from, to }) => ({ days, from, to })),
    })),
  };
}
