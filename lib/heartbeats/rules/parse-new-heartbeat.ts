import { maxGraceSeconds, minGraceSeconds } from '@/lib/heartbeats/constants';
import type { PingQuery } from '@/lib/heartbeats/rules/ping-query';
import { maxPeriodSeconds, minPeriodSeconds } from '@/lib/schedules/constants';
import { type Schedule, schedule as scheduleSchema } from '@/lib/schedules/schema';

export type NewHeartbeatSettings = {
  schedule: Schedule;
  graceSeconds: number;
  /** Left out: as long as the grace. */
  maxRunSeconds?: number;
};

const defaultPeriodSeconds = 86_400;
const defaultGraceSeconds = 3600;

/**
 * `create=1` with its `period=`, `grace=` (whole seconds), `cron=` and `tz=`. Null without `create=1`, and what is wrong,
 * as one line, where something is: it is told whether or not the monitor exists, so the first run shows it.
 */
export function parseNewHeartbeat(params: PingQuery): NewHeartbeatSettings | string | null {
  if (params.last('create') !== '1') return null;
  const graceSeconds = readSeconds(params.last('grace') ?? String(defaultGraceSeconds), [
    minGraceSeconds,
    maxGraceSeconds,
  ]);
  if (graceSeconds === null) {
    return `invalid grace: give whole seconds from ${minGraceSeconds} to ${maxGraceSeconds}`;
  }
  const schedule = readSchedule(params);
  return typeof schedule === 'string' ? schedule : { schedule, graceSeconds };
}

function readSchedule(params: PingQuery): Schedule | string {
  const [period, expression, timeZone] = ['period', 'cron', 'tz'].map((name) => params.last(name));
  if (typeof expression === 'string') {
    if (typeof period === 'string') return 'invalid schedule: give period or cron, not both';
    return readCron(expression, timeZone ?? 'UTC');
  }
  if (typeof timeZone === 'string') return 'invalid tz: it goes with cron';
  const seconds = readSeconds(period ?? String(defaultPeriodSeconds), [minPeriodSeconds, maxPeriodSeconds]);
  if (seconds === null) {
    return `invalid period: give whole seconds from ${minPeriodSeconds} to ${maxPeriodSeconds}`;
  }
  return { kind: 'period', period_seconds: seconds };
}

function readCron(expression: string, timeZone: string): Schedule | string {
  const read = scheduleSchema.safeParse({ kind: 'cron', expression, time_zone: timeZone });
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const name = issue?.path.includes('time_zone') === true ? 'tz' : 'cron';
  return `invalid ${name}: ${issue?.message ?? 'it cannot be read'}`;
}

function readSeconds(text: string, [min, max]: readonly [number, number]): number | null {
  const seconds = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return seconds >= min && seconds <= max ? seconds : null;
}
