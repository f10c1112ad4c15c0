export type Weeks = '2' | '4';

const hourMs = 3_600_000;
const weekMs = 168 * hourMs;

/** From the beginning of the hour, so that the address is the same for an hour. */
export function shiftsTime(weeks: Weeks, nowMs: number): { from: string; to: string } {
  const fromMs = Math.floor(nowMs / hourMs) * hourMs;
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(fromMs + Number(weeks) * weekMs).toISOString(),
  };
}

export function shiftsPath(scheduleId: string, weeks: Weeks, nowMs: number): string {
  const { from, to } = shiftsTime(weeks, nowMs);
  return `/on-call-schedules/${scheduleId}/shifts?from=${from}&to=${to}`;
}
