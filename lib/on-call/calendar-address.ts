import { env } from '@/lib/core/env';
import { type CalendarOwner, type CalendarTokens, createCalendarTokens } from '@/lib/on-call/calendar-tokens';

let made: { secret: string; tokens: CalendarTokens } | undefined;

/** With the secrets of this process. */
export function calendarTokens(): CalendarTokens {
  const { appSecret, previousAppSecrets } = env();
  if (made?.secret !== appSecret)
    made = { secret: appSecret, tokens: createCalendarTokens(appSecret, previousAppSecrets) };
  return made.tokens;
}

/** Whoever is told it sees the shifts and the names in them, until a new address is made. */
export function calendarAddress(owner: CalendarOwner): string {
  return `${env().appUrl}/on-call/calendars/${calendarTokens().make(owner)}.ics`;
}
