/** `period`: so long after the last run. `cron`: five fields of Debian's cron. `oncalendar`: systemd's calendar events. */
export const scheduleKinds = ['period', 'cron', 'oncalendar'] as const;

export const minPeriodSeconds = 60;
export const maxPeriodSeconds = 31_536_000;
