const dayMs = 86_400_000;

function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The days (UTC) that need a partition: late results of yesterday still come, and three days stand ready. */
export function partitionDays(now: Date): string[] {
  return [-1, 0, 1, 2, 3].map((offset) => toDay(now.getTime() + offset * dayMs));
}

/** Of the days that have partitions, those that are older than what is kept. */
export function expiredDays(days: readonly string[], now: Date, retentionDays: number): string[] {
  const firstKept = toDay(now.getTime() - retentionDays * dayMs);
  return days.filter((day) => day < firstKept);
}
