/** Which subscribers were sent what is forgotten of incidents that were over, and of which nothing more was said, before then. */
export function notificationsKeptSince(now: Date, retentionDays: number): Date {
  return new Date(now.getTime() - retentionDays * 86_400_000);
}
