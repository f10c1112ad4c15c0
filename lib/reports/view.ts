import { headline } from '@/lib/notifiers/rules/headline';
import type { ReportMessage } from '@/lib/notifiers/rules/message';
import type { StoredReport } from '@/lib/reports/queries';
import type { ReportFiguresView, ReportView } from '@/lib/reports/schema';

export function toReportView(row: StoredReport): ReportView {
  return {
    id: row.id,
    project_id: row.projectId,
    cadence: row.cadence,
    channel_ids: row.channelIds,
    time_zone: row.timeZone,
    hour: row.hour,
    enabled: row.enabled,
    next_at: row.enabled ? row.nextAt.toISOString() : null,
    last_at: row.lastAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function toFiguresView(message: ReportMessage): ReportFiguresView {
  const { kind: _, at: __, project: ___, ...figures } = message;
  return { headline: headline(message), ...figures };
}
