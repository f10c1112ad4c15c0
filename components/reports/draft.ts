import type { ReportCadence } from '@/lib/notifiers/constants';
import type { CreateReportInput, ReportView } from '@/lib/reports/schema';

export type ReportDraft = {
  projectId: string;
  cadence: ReportCadence;
  hour: number;
  timeZone: string;
  channelIds: readonly string[];
};

export type ReportChannel = {
  id: string;
  name: string;
  project_id: string;
  /** Whose own it is; null: the project's. */
  user_id: string | null;
  enabled: boolean;
};

/** Those of a project, what all of its people read before what is somebody's own. */
export function channelsOf(projectId: string, channels: readonly ReportChannel[]): readonly ReportChannel[] {
  const own = channels.filter(({ project_id }) => project_id === projectId);
  return own.toSorted((a, b) => Number(a.user_id !== null) - Number(b.user_id !== null));
}

export function newReportDraft(
  projectId: string,
  timeZone: string,
  channels: readonly ReportChannel[],
): ReportDraft {
  const first = channelsOf(projectId, channels).find(({ enabled, user_id }) => enabled && user_id === null);
  return {
    projectId,
    cadence: 'weekly',
    hour: 8,
    timeZone,
    channelIds: first === undefined ? [] : [first.id],
  };
}

export function reportDraftOf(report: ReportView): ReportDraft {
  return {
    projectId: report.project_id,
    cadence: report.cadence,
    hour: report.hour,
    timeZone: report.time_zone,
    channelIds: report.channel_ids,
  };
}

/** A channel that was deleted meanwhile is left out: it cannot be ticked off. */
export function toReportInput(draft: ReportDraft, channels: readonly ReportChannel[]): CreateReportInput {
  const known = new Set(
    channels.filter(({ project_id }) => project_id === draft.projectId).map(({ id }) => id),
  );
  return {
    project_id: draft.projectId,
    cadence: draft.cadence,
    hour: draft.hour,
    time_zone: draft.timeZone,
    channel_ids: draft.channelIds.filter((id) => known.has(id)),
  };
}
