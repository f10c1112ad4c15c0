import { type DurationDraft, durationDraft, secondsOf } from '@/components/heartbeats/duration-draft';
import { instantOfWall, wallText } from '@/components/time/wall-time';
import type { MaintenanceView } from '@/lib/maintenance/schema';

export type WhenKind = 'once' | 'weekly' | 'monthly' | 'expert';

/** A maintenance as it is typed. Wall times are those of `timeZone`. */
export type MaintenanceDraft = {
  projectId: string;
  title: string;
  description: string;
  coversProject: boolean;
  monitorIds: readonly string[];
  /** Told on the status pages that show one of its monitors. */
  isAnnounced: boolean;
  kind: WhenKind;
  timeZone: string;
  from: string;
  to: string;
  /** Sunday is 0, as in cron. */
  weekdays: readonly number[];
  monthDay: string;
  time: string;
  language: 'cron' | 'oncalendar';
  expression: string;
  duration: DurationDraft;
  /** The last day on which a window begins; empty for ever. */
  until: string;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export function newDraft(projectId: string, timeZone: string, nowMs: number): MaintenanceDraft {
  const nextHourMs = Math.ceil(nowMs / hourMs) * hourMs;
  return {
    projectId,
    title: '',
    description: '',
    coversProject: true,
    monitorIds: [],
    isAnnounced: true,
    kind: 'once',
    timeZone,
    from: wallText(nextHourMs, timeZone),
    to: wallText(nextHourMs + hourMs, timeZone),
    weekdays: [0],
    monthDay: '1',
    time: '02:00',
    language: 'cron',
    expression: '0 2 * * 0',
    duration: durationDraft(3600),
    until: '',
  };
}

export function draftOf(view: MaintenanceView, viewerZone: string, nowMs: number): MaintenanceDraft {
  const { title, description, covers_project, monitor_ids, is_announced, project_id, when } = view;
  const base = {
    ...newDraft(project_id, viewerZone, nowMs),
    title,
    description,
    coversProject: covers_project,
    monitorIds: monitor_ids,
    isAnnounced: is_announced,
  };
  if (when.kind === 'once') {
    return {
      ...base,
      from: wallText(Date.parse(when.starts_at), viewerZone),
      to: wallText(Date.parse(when.ends_at), viewerZone),
    };
  }
  const { schedule, duration_minutes, until } = when;
  if (schedule.kind === 'period') return base;
  return {
    ...base,
    ...choiceOf(schedule.kind, schedule.expression),
    timeZone: schedule.time_zone,
    duration: durationDraft(duration_minutes * 60),
    until: until === null ? '' : wallText(Date.parse(until), schedule.time_zone).slice(0, 10),
  };
}

type Choice = Pick<MaintenanceDraft, 'kind' | 'language' | 'expression'> &
  Partial<Pick<MaintenanceDraft, 'weekdays' | 'monthDay' | 'time'>>;

/** One of the simple choices where the expression says no more than that. */
function choiceOf(language: 'cron' | 'oncalendar', expression: string): Choice {
  const expert = { kind: 'expert' as const, language, expression };
  const match = language === 'cron' ? /^(\d+) (\d+) (\d+|\*) \* ([\d,]+|\*)$/.exec(expression) : null;
  const [, minute = '', hour = '', day = '', weekdays = ''] = match ?? [];
  if (match === null || (day === '*') === (weekdays === '*')) return expert;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day !== '*') return { ...expert, kind: 'monthly', monthDay: day, time };
  const days = [...new Set(weekdays.split(',').map((weekday) => Number(weekday) % 7))];
  return { ...expert, kind: 'weekly', weekdays: days, time };
}

/** What the API takes of the time; read by the schema, which says what is wrong with it. */
export function whenOf(draft: MaintenanceDraft): Record<string, unknown> {
  const { kind, timeZone, from, to, until, language } = draft;
  if (kind === 'once') {
    return { kind, starts_at: instantOfWall(from, timeZone), ends_at: instantOfWall(to, timeZone) };
  }
  const simple = kind === 'expert' ? null : cronOf(draft);
  const schedule = { kind: simple === null ? language : 'cron', expression: simple ?? draft.expression };
  return {
    kind: 'recurring',
    schedule: { ...schedule, time_zone: timeZone },
    duration_minutes: secondsOf(draft.duration) / 60,
    until: until === '' ? null : instantOfWall(`${until}T23:59`, timeZone),
  };
}

function cronOf({ kind, weekdays, monthDay, time }: MaintenanceDraft): string {
  const [hour = '', minute = ''] = time.split(':');
  const at = `${Number(minute)} ${Number(hour)}`;
  if (kind === 'monthly') return `${at} ${monthDay} * *`;
  return weekdays.length === 0 ? '' : `${at} * * ${[...weekdays].sort((a, b) => a - b).join(',')}`;
}

/** `asBefore`: of one that runs, its beginning to the millisecond, which the form shows in minutes. */
export function toInput(draft: MaintenanceDraft, asBefore: string | null = null): Record<string, unknown> {
  const when = whenOf(draft);
  return {
    project_id: draft.projectId,
    title: draft.title,
    description: draft.description,
    covers_project: draft.coversProject,
    monitor_ids: draft.coversProject ? [] : [...draft.monitorIds],
    is_announced: draft.isAnnounced,
    when: asBefore === null ? when : { ...when, starts_at: asBefore },
  };
}

/** From now on for so many minutes; what is under a minute ago begins at once. */
export function fromNow(minutes: number, timeZone: string, nowMs: number): { from: string; to: string } {
  return {
    from: wallText(nowMs, timeZone),
    to: wallText(nowMs + minutes * minuteMs + minuteMs - 1, timeZone),
  };
}
