const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const sessionDays = 14;
export const sessionMaxDays = 90;
const renewalMs = hourMs;

/** 14 days from `now`, but never past 90 days from the sign-in. */
export function sessionExpiry(createdAt: Date, now: Date): Date {
  return new Date(
    Math.min(now.getTime() + sessionDays * dayMs, createdAt.getTime() + sessionMaxDays * dayMs),
  );
}

/** At most one write an hour, however many requests a session makes. */
export function isRenewalDue(renewedAt: Date, now: Date): boolean {
  return now.getTime() - renewedAt.getTime() >= renewalMs;
}
