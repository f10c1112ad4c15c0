import type { pageIncidentComponents, pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { fromUuid } from '@/lib/core/ids';
import type { MonitorStatus } from '@/lib/monitors/constants';
import { mergeHistograms, quantileUs } from '@/lib/rollups/rules/latency-buckets';
import type { MonitorFactsRow } from '@/lib/snapshots/queries/facts';
import type { ComponentFacts, IncidentFacts, UpdateFacts } from '@/lib/snapshots/rules/facts';
import { clip, type Interval, toIntervals } from '@/lib/spans/rules/uptime';
import type { PageComponent } from '@/lib/status-pages/find-page-components';

const hourMs = 3_600_000;

type MonitorFacts = {
  status: MonitorStatus;
  watchedFromMs: number;
  intervals: Interval[];
  checkedAtMs: number | null;
};
export type MonitorFactsById = ReadonlyMap<string, MonitorFacts>;

export function toMonitorFacts(rows: readonly MonitorFactsRow[], nowMs: number): MonitorFactsById {
  return new Map(
    rows.map((row) => {
      const spans = row.spans.map(([state, startedAtMs, endedAtMs]) => ({ state, startedAtMs, endedAtMs }));
      const facts = {
        status: row.status,
        watchedFromMs: row.watched_from_ms,
        // A span that was closed while this was being read ends after now.
        intervals: clip(toIntervals(spans, row.covered_until_ms, nowMs), Number.NEGATIVE_INFINITY, nowMs),
        checkedAtMs: row.checked_ms,
      };
      return [fromUuid('mon', row.monitor_uuid), facts];
    }),
  );
}

type ResponseTimes = ComponentFacts['responseTimes'];
type HourRow = { monitor_uuid: string; at_ms: number; histograms: number[][] };

/** By monitor, the median of each hour of the window; null of an hour without an answer. */
export function toResponseTimes(
  rows: readonly HourRow[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): (monitorId: string) => ResponseTimes {
  const medians = new Map(
    rows.map(({ monitor_uuid, at_ms, histograms }) => {
      const us = quantileUs(mergeHistograms(histograms), 0.5);
      return [`${fromUuid('mon', monitor_uuid)} ${at_ms}`, us === null ? null : Math.round(us / 10) / 100];
    }),
  );
  const hours = Array.from({ length: (toMs - fromMs) / hourMs }, (_, index) => fromMs + index * hourMs);
  return (monitorId) => hours.map((atMs) => ({ atMs, ms: medians.get(`${monitorId} ${atMs}`) ?? null }));
}

export function toComponentFacts(
  row: PageComponent,
  monitors: MonitorFactsById,
  responseTimes: (monitorId: string) => ResponseTimes,
): ComponentFacts {
  const found = row.monitorId === null ? undefined : monitors.get(row.monitorId);
  return {
    id: row.id,
    kind: row.kind,
    groupId: row.groupId,
    monitorId: row.monitorId,
    name: row.name,
    description: row.description,
    position: row.position,
    isOnlyShownIfDegraded: row.isOnlyShownIfDegraded,
    showsHistory: row.showsHistory,
    manualStatus: row.manualStatus,
    monitor:
      found === undefined
        ? null
        : { status: found.status, watchedFromMs: found.watchedFromMs, intervals: found.intervals },
    responseTimes: row.monitorId !== null && row.showsResponseTimes ? responseTimes(row.monitorId) : null,
    createdAtMs: row.createdAt.getTime(),
    updatedAtMs: row.updatedAt.getTime(),
  };
}

type UpdateRow = typeof pageIncidentUpdates.$inferSelect;

export type IncidentRows = {
  incidents: readonly (typeof pageIncidents.$inferSelect)[];
  updates: readonly UpdateRow[];
  affected: readonly (typeof pageIncidentComponents.$inferSelect)[];
};

/** In their order; newest first. */
export function toIncidentFacts({ incidents, updates, affected }: IncidentRows): IncidentFacts[] {
  const updatesOf = groupBy(updates, ({ pageIncidentId }) => pageIncidentId);
  const affectedOf = groupBy(affected, ({ pageIncidentId }) => pageIncidentId);
  return incidents
    .map(
      (row): IncidentFacts => ({
        id: row.id,
        kind: row.kind,
        title: row.title,
        status: row.status,
        impact: row.impact,
        startedAtMs: row.startedAt.getTime(),
        createdAtMs: row.createdAt.getTime(),
        updatedAtMs: row.updatedAt.getTime(),
        monitoringAtMs: row.monitoringAt?.getTime() ?? null,
        resolvedAtMs: row.resolvedAt?.getTime() ?? null,
        scheduledForMs: row.scheduledFor?.getTime() ?? null,
        scheduledUntilMs: row.scheduledUntil?.getTime() ?? null,
        components: (affectedOf.get(row.id) ?? []).map(({ componentId, status }) => ({
          componentId,
          status,
        })),
        updates: (updatesOf.get(row.id) ?? []).map(toUpdateFacts),
      }),
    )
    .sort((one, other) => placeOf(other) - placeOf(one));
}

function placeOf({ scheduledForMs, startedAtMs }: IncidentFacts): number {
  return scheduledForMs ?? startedAtMs;
}

function toUpdateFacts(row: UpdateRow): UpdateFacts {
  return {
    id: row.id,
    status: row.status,
    body: row.body,
    displayAtMs: row.displayAt.getTime(),
    createdAtMs: row.createdAt.getTime(),
    updatedAtMs: row.updatedAt.getTime(),
    isNotifying: row.isNotifying,
    affected: row.affected,
  };
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
