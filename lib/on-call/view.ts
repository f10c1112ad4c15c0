import { z } from 'zod';
import { calendarAddress } from '@/lib/on-call/calendar-address';
import { maxLayers } from '@/lib/on-call/constants';
import type { OverrideRow } from '@/lib/on-call/queries/overrides';
import type { ScheduleRow } from '@/lib/on-call/queries/schedules';
import type { Override, Shift } from '@/lib/on-call/rules/rota';
import {
  type OnCallLayer,
  type OnCallOverrideView,
  type OnCallScheduleView,
  type OnCallShiftView,
  onCallLayer,
} from '@/lib/on-call/schema';

const storedLayers = z.array(onCallLayer).max(maxLayers);

export function layersOf(row: Pick<ScheduleRow, 'layers'>): OnCallLayer[] {
  return storedLayers.parse(row.layers);
}

export function userIdsOf(layers: readonly OnCallLayer[]): string[] {
  return [...new Set(layers.flatMap((layer) => layer.user_ids))];
}

export type Names = ReadonlyMap<string, string>;

export function toScheduleView(row: ScheduleRow, names: Names): OnCallScheduleView {
  const layers = layersOf(row);
  return {
    id: row.id,
    name: row.name,
    time_zone: row.timeZone,
    layers,
    people: userIdsOf(layers).flatMap((userId) => {
      const name = names.get(userId);
      return name === undefined ? [] : [{ user_id: userId, name }];
    }),
    calendar_url: calendarAddress({ kind: 'schedule', id: row.id, version: row.feedVersion }),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function toOverride(row: OverrideRow): Override {
  return { id: row.id, userId: row.userId, fromMs: row.startsAt.getTime(), toMs: row.endsAt.getTime() };
}

export function toOverrideView(row: OverrideRow, names: Names): OnCallOverrideView {
  return {
    id: row.id,
    schedule_id: row.scheduleId,
    user_id: row.userId,
    name: names.get(row.userId) ?? '',
    starts_at: row.startsAt.toISOString(),
    ends_at: row.endsAt.toISOString(),
    created_at: row.createdAt.toISOString(),
  };
}

export function toShiftView(shift: Shift, names: Names): OnCallShiftView {
  return {
    user_id: shift.userId,
    name: names.get(shift.userId) ?? '',
    starts_at: new Date(shift.fromMs).toISOString(),
    ends_at: new Date(shift.toMs).toISOString(),
    layer_id: shift.layerId,
  };
}
