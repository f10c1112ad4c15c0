import { z } from 'zod';
import { maxGraceSeconds } from '@/lib/heartbeats/constants';
import type { NewHeartbeatSettings } from '@/lib/heartbeats/rules/parse-new-heartbeat';
import { maxPeriodSeconds, minPeriodSeconds } from '@/lib/schedules/constants';
import { type Schedule, schedule as scheduleSchema } from '@/lib/schedules/schema';

const minutes = z.number().int().min(1).nullish();

const monitorConfig = z.object({
  schedule: z.discriminatedUnion('type', [
    z.object({ type: z.literal('crontab'), value: z.string().max(1000) }),
    z.object({
      type: z.literal('interval'),
      value: z.number().positive(),
      unit: z.enum(['minute', 'hour', 'day', 'week', 'month', 'year']),
    }),
  ]),
  checkin_margin: minutes,
  max_runtime: minutes,
  timezone: z.string().max(100).nullish(),
});

/** As Sentry has them where a monitor says nothing. */
const defaultMarginMinutes = 1;
const defaultMaxRuntimeMinutes = 30;

const unitSeconds = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  // Their mean lengths: a period of ours is a number of seconds.
  month: 2_629_746,
  year: 31_536_000,
} as const;

/** What a `monitor_config` makes of a new monitor; a line that says what is wrong where it cannot be read. */
export function readMonitorConfig(config: unknown): NewHeartbeatSettings | string {
  const parsed = monitorConfig.safeParse(config);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `monitor_config.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`;
  }
  const { schedule: wanted, checkin_margin: margin, max_runtime: runtime, timezone } = parsed.data;
  const schedule = toSchedule(wanted, timezone ?? 'UTC');
  if (typeof schedule === 'string') return schedule;
  return {
    schedule,
    graceSeconds: toSeconds(margin ?? defaultMarginMinutes),
    maxRunSeconds: toSeconds(runtime ?? defaultMaxRuntimeMinutes),
  };
}

function toSchedule(
  wanted: z.output<typeof monitorConfig>['schedule'],
  time_zone: string,
): Schedule | string {
  if (wanted.type === 'interval') {
    const seconds = Math.round(wanted.value * unitSeconds[wanted.unit]);
    const isPeriod = seconds >= minPeriodSeconds && seconds <= maxPeriodSeconds;
    if (isPeriod) return { kind: 'period', period_seconds: seconds };
    return 'monitor_config.schedule: give an interval between a minute and a year';
  }
  const parsed = scheduleSchema.safeParse({ kind: 'cron', expression: wanted.value, time_zone });
  if (parsed.success) return parsed.data;
  return `monitor_config.schedule: ${parsed.error.issues[0]?.message ?? 'cannot be read'}`;
}

function toSeconds(wholeMinutes: number): number {
  return Math.min(wholeMinutes * 60, maxGraceSeconds);
}
