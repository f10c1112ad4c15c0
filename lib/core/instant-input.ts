import { z } from 'zod';

/**
 * An instant at a border, as RFC 3339 with any offset. Bounded, because Postgres and JavaScript do not agree on the
 * far ends of time.
 */
export const instantInput = z.iso
  .datetime({ offset: true })
  .max(40)
  .refine(isInRange, { error: 'expected an instant between the years 2000 and 2200' });

function isInRange(value: string): boolean {
  const ms = Date.parse(value);
  return ms >= Date.UTC(2000, 0) && ms < Date.UTC(2200, 0);
}
