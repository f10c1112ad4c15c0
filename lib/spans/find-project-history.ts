import type { Db } from '@/db/client';
import type { SpanState } from '@/lib/monitors/constants';
import { selectProjectMonitors, selectProjectSpans } from '@/lib/spans/queries';

export type MonitorHistory = {
  id: string;
  name: string;
  createdMs: number;
  /** Ascending. */
  spans: { state: SpanState; startedAtMs: number; endedAtMs: number | null }[];
  coveredUntilMs: number | null;
};

/** What is known of every monitor of a project in a window, for `measureUptime`. Not for users: it asks no permission. */
export async function findProjectHistory(
  db: Db,
  { organizationId, projectId }: { organizationId: string; projectId: string },
  window: { from: Date; to: Date },
): Promise<MonitorHistory[]> {
  const monitors = await selectProjectMonitors(db, organizationId, projectId);
  const byMonitor = new Map<string, MonitorHistory['spans']>();
  for (const row of await selectProjectSpans(db, organizationId, projectId, window)) {
    const spans = byMonitor.get(row.monitorId) ?? [];
    spans.push({
      state: row.state,
      startedAtMs: row.startedAt.getTime(),
      endedAtMs: row.endedAt?.getTime() ?? null,
    });
    byMonitor.set(row.monitorId, spans);
  }
  return monitors.map(({ id, name, createdAt, coveredUntilAt }) => ({
    id,
    name,
    createdMs: createdAt.getTime(),
    spans: byMonitor.get(id) ?? [],
    coveredUntilMs: coveredUntilAt?.getTime() ?? null,
  }));
}
