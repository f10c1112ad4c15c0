import { renewOnCallCalendar } from '@/lib/on-call/renew-on-call-calendar';
import { onCallCalendarView, onCallScheduleRef } from '@/lib/on-call/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/on-call-schedules/{id}/renew-calendar',
  {
    POST: operation({
      operationId: 'renewOnCallCalendar',
      summary: 'Make a new address for the calendar; the old one ends',
      tag: 'on-call',
      scope: 'write',
      input: onCallScheduleRef,
      answer: one(onCallCalendarView),
      verb: renewOnCallCalendar,
    }),
  },
);
