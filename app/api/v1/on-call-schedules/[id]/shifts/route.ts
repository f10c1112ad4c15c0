import { listOnCallShifts } from '@/lib/on-call/list-on-call-shifts';
import { listOnCallShiftsInput, onCallShiftsView } from '@/lib/on-call/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/on-call-schedules/{schedule_id}/shifts',
  {
    GET: operation({
      operationId: 'listOnCallShifts',
      summary: 'List who is on call when, and what each layer would say',
      tag: 'on-call',
      scope: 'read',
      input: listOnCallShiftsInput,
      answer: one(onCallShiftsView),
      verb: listOnCallShifts,
    }),
  },
);
