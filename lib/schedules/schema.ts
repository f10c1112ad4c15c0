import { z } from 'zod';
import { maxPeriodSeconds, minPeriodSeconds } from '@/lib/schedules/constants';
import { parseCalendar } from '@/lib/schedules/rules/calendar-expression';
import { parseCron } from '@/lib/schedules/rules/cron-expression';
import { canonicalTimeZone } from '@/lib/schedules/rules/time-zone';

/** Answers with the IANA name as it is written today. */
export const timeZoneField = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .transform((name, ctx) => {
    const canonical = canonicalTimeZone(name);
    if (canonical !== null) return canonical;
    ctx.addIssue({
      code: 'custom',
      message: 'unknown time zone: expected an IANA name such as Europe/Berlin',
    });
    return z.NEVER;
  });

/** Of the wall clock. */
export const timeOfDayField = z
  .string()
  .max(5)
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'expected a time of day such as 09:00' });

/** ISO weekdays: 1 is Monday, 7 is Sunday. */
export const weekdaysField = z.array(z.number().int().min(1).max(7)).min(1).max(7);

function expressionFor(parse: (expression: string) => object | string, maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .superRefine((expression, ctx) => {
      const parsed = parse(expression);
      if (typeof parsed === 'string') ctx.addIssue({ code: 'custom', message: parsed });
    });
}

export const schedule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('period'),
    period_seconds: z.number().int().min(minPeriodSeconds).max(maxPeriodSeconds),
  }),
  z.strictObject({
    kind: z.literal('cron'),
    expression: expressionFor(parseCron, 256),
    time_zone: timeZoneField.default('UTC'),
  }),
  z.strictObject({
    kind: z.literal('oncalendar'),
    expression: expressionFor(parseCalendar, 512),
    time_zone: timeZoneField.default('UTC'),
  }),
]);
export type Schedule = z.output<typeof schedule>;
