'use client';

import type { Action } from '@/components/forms/action-result';
import { CalendarAddress } from '@/components/on-call/calendar-address';
import type { OnCallCalendarView } from '@/lib/on-call/schema';

/** The shifts of whoever looks, in all schedules. */
export function OwnCalendar({ url, renew }: { url: string; renew: Action<OnCallCalendarView> }) {
  return (
    <CalendarAddress
      url={url}
      hint="Your own shifts in all schedules, the last month and the next half year."
      renew={() => renew({})}
    />
  );
}
