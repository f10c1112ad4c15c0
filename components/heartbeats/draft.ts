import { type DurationDraft, durationDraft, secondsOf } from '@/components/heartbeats/duration-draft';
import {
  type AlertingDraft,
  alertingDraftOf,
  alertingOf,
  newAlertingDraft,
} from '@/components/monitors/alerting-draft';
import { wordsOf } from '@/components/monitors/draft';
import { minGraceSeconds } from '@/lib/heartbeats/constants';
import type { HeartbeatSpec } from '@/lib/heartbeats/schema';
import type { HeartbeatMonitorView } from '@/lib/monitors/schema';
import { toSlug } from '@/lib/projects/rules/slug';
import type { Schedule } from '@/lib/schedules/schema';

type ScheduleKind = Schedule['kind'];

/** The form of a heartbeat as it is typed. Turned into the schema's shape by `toHeartbeatInput`. */
export type HeartbeatDraft = AlertingDraft & {
  projectId: string;
  name: string;
  /** Null: made of the name. */
  slug: string | null;
  description: string;
  kind: ScheduleKind;
  period: DurationDraft;
  cron: string;
  calendar: string;
  timeZone: string;
  /** Null: as suits the period. */
  grace: DurationDraft | null;
  maxRun: DurationDraft;
  early: DurationDraft;
  failureThreshold: string;
  postOnly: boolean;
  manualResume: boolean;
  failureWords: string;
  successWords: string;
  startWords: string;
  tags: string;
};

export function newHeartbeatDraft(projectId: string, timeZone: string): HeartbeatDraft {
  return {
    projectId,
    name: '',
    slug: null,
    description: '',
    kind: 'period',
    period: durationDraft(86_400),
    cron: '0 2 * * *',
    calendar: '*-*-* 02:00',
    timeZone,
    grace: null,
    maxRun: { count: '', unitSeconds: 60 },
    early: { count: '0', unitSeconds: 1 },
    failureThreshold: '1',
    postOnly: false,
    manualResume: false,
    failureWords: '',
    successWords: '',
    startWords: '',
    tags: '',
    ...newAlertingDraft,
  };
}

export function heartbeatDraftOf(monitor: HeartbeatMonitorView, timeZone: string): HeartbeatDraft {
  const { spec } = monitor;
  const fresh = newHeartbeatDraft(monitor.project_id, timeZone);
  return {
    ...fresh,
    ...scheduleDraftOf(spec.schedule),
    name: monitor.name,
    slug: monitor.slug,
    description: spec.description,
    grace: durationDraft(spec.grace_seconds),
    maxRun: spec.max_run_seconds === null ? fresh.maxRun : durationDraft(spec.max_run_seconds),
    early: durationDraft(spec.early_tolerance_seconds),
    failureThreshold: String(monitor.failure_threshold),
    postOnly: spec.post_only,
    manualResume: spec.manual_resume,
    failureWords: spec.filters.failure.join('\n'),
    successWords: spec.filters.success.join('\n'),
    startWords: spec.filters.start.join('\n'),
    tags: monitor.tags.join(', '),
    ...alertingDraftOf(monitor),
  };
}

function scheduleDraftOf(schedule: Schedule): Partial<HeartbeatDraft> {
  switch (schedule.kind) {
    case 'period':
      return { kind: 'period', period: durationDraft(schedule.period_seconds) };
    case 'cron':
      return { kind: 'cron', cron: schedule.expression, timeZone: schedule.time_zone };
    case 'oncalendar':
      return { kind: 'oncalendar', calendar: schedule.expression, timeZone: schedule.time_zone };
  }
}

/** The slug that the form shows: what was typed, or what the name becomes. */
export function slugOf({ slug, name }: HeartbeatDraft): string {
  return slug ?? (name.trim() === '' ? '' : toSlug(name, 'heartbeat'));
}

export function graceOf(draft: HeartbeatDraft): DurationDraft {
  if (draft.grace !== null) return draft.grace;
  return durationDraft(suggestedGrace(draft.kind === 'period' ? secondsOf(draft.period) : Number.NaN));
}

/** How late is late, until somebody says: a job of every minute is missed sooner than one of every week. */
function suggestedGrace(periodSeconds: number): number {
  if (periodSeconds <= 600) return Math.max(minGraceSeconds, Math.round(periodSeconds / 60) * 60);
  if (periodSeconds <= 6 * 3600) return 600;
  if (periodSeconds > 2 * 86_400) return 6 * 3600;
  return 3600;
}

/** The least that a first heartbeat needs. */
export function specOfPeriod(periodSeconds: number): object {
  return {
    schedule: { kind: 'period', period_seconds: periodSeconds },
    grace_seconds: suggestedGrace(periodSeconds),
  };
}

/** The schedule as the schema wants it; not yet validated. */
export function scheduleOf({ kind, period, cron, calendar, timeZone }: HeartbeatDraft) {
  switch (kind) {
    case 'period':
      return { kind, period_seconds: secondsOf(period) };
    case 'cron':
      return { kind, expression: cron, time_zone: timeZone };
    case 'oncalendar':
      return { kind, expression: calendar, time_zone: timeZone };
  }
}

function linesOfWords(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function specOf(draft: HeartbeatDraft): Record<keyof HeartbeatSpec, unknown> {
  return {
    description: draft.description,
    schedule: scheduleOf(draft),
    grace_seconds: secondsOf(graceOf(draft)),
    max_run_seconds: draft.maxRun.count.trim() === '' ? null : secondsOf(draft.maxRun),
    early_tolerance_seconds: draft.early.count.trim() === '' ? 0 : secondsOf(draft.early),
    post_only: draft.postOnly,
    manual_resume: draft.manualResume,
    filters: {
      failure: linesOfWords(draft.failureWords),
      success: linesOfWords(draft.successWords),
      start: linesOfWords(draft.startWords),
    },
  };
}

function settingsOf(draft: HeartbeatDraft) {
  return {
    project_id: draft.projectId,
    name: draft.name,
    ...(draft.slug !== null && { slug: draft.slug.trim() }),
    failure_threshold: Number(draft.failureThreshold),
    tags: wordsOf(draft.tags),
    ...alertingOf(draft),
  };
}

/** The input of `createMonitor`; not yet validated. A slug that nobody typed is left to the server, which knows the taken ones. */
export function toHeartbeatInput(draft: HeartbeatDraft): object {
  return { ...settingsOf(draft), type: 'heartbeat', spec: specOf(draft) };
}

/** The input of `updateMonitor`. Under a merge patch the members of another kind of schedule must be named as `null`. */
export function toHeartbeatPatch(monitor: HeartbeatMonitorView, draft: HeartbeatDraft): object {
  const spec = specOf(draft);
  const schedule = scheduleOf(draft);
  const gone = Object.keys(monitor.spec.schedule).filter((name) => !(name in schedule));
  return {
    id: monitor.id,
    ...settingsOf(draft),
    spec: { ...spec, schedule: { ...schedule, ...Object.fromEntries(gone.map((name) => [name, null])) } },
  };
}
