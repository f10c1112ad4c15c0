import { fromUuid } from '@/lib/core/ids';
import type { MaintenanceRow, StoredWindow } from '@/lib/maintenance/queries';
import { toTiming } from '@/lib/maintenance/rules/to-timing';
import type { MaintenanceView, WindowView } from '@/lib/maintenance/schema';
import { describeSchedule } from '@/lib/schedules/rules/describe-schedule';

export function toMaintenanceView({
  maintenance,
  status,
  current,
  next,
  monitorUuids,
}: MaintenanceRow): MaintenanceView {
  return {
    id: maintenance.id,
    project_id: maintenance.projectId,
    title: maintenance.title,
    description: maintenance.description,
    status,
    covers_project: maintenance.coversProject,
    monitor_ids: monitorUuids.map((uuid) => fromUuid('mon', uuid)),
    is_announced: maintenance.isAnnounced,
    when: toWhen(maintenance),
    current_window: current === null ? null : toShownWindow(current),
    next_window: next === null ? null : toShownWindow(next),
    cancelled_at: maintenance.cancelledAt?.toISOString() ?? null,
    created_at: maintenance.createdAt.toISOString(),
    updated_at: maintenance.updatedAt.toISOString(),
  };
}

function toWhen(maintenance: MaintenanceRow['maintenance']): MaintenanceView['when'] {
  const timing = toTiming(maintenance);
  if (timing === null) throw new Error(`the maintenance ${maintenance.id} has no time`);
  if (timing.kind === 'once') {
    return { kind: 'once', starts_at: iso(timing.startsAtMs), ends_at: iso(timing.endsAtMs) };
  }
  const { schedule, durationMinutes, untilMs } = timing;
  return {
    kind: 'recurring',
    schedule,
    duration_minutes: durationMinutes,
    until: untilMs === null ? null : iso(untilMs),
    schedule_in_words: describeSchedule(schedule),
  };
}

function toShownWindow({ id, startsMs, endsMs, status }: NonNullable<MaintenanceRow['current']>): WindowView {
  return { id: fromUuid('mwn', id), starts_at: iso(startsMs), ends_at: iso(endsMs), status };
}

export function toWindowView({ id, startsAt, endsAt, status }: StoredWindow): WindowView {
  return { id, starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString(), status };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
