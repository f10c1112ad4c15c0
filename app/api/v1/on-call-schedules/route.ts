import { createOnCallSchedule } from '@/lib/on-call/create-on-call-schedule';
import { listOnCallSchedules } from '@/lib/on-call/list-on-call-schedules';
import {
  createOnCallScheduleInput,
  listOnCallSchedulesInput,
  onCallScheduleView,
} from '@/lib/on-call/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/on-call-schedules', {
  GET: operation({
    operationId: 'listOnCallSchedules',
    summary: 'List on-call schedules',
    tag: 'on-call',
    scope: 'read',
    input: listOnCallSchedulesInput,
    answer: pageOf(onCallScheduleView),
    verb: listOnCallSchedules,
  }),
  POST: operation({
    operationId: 'createOnCallSchedule',
    summary: 'Create an on-call schedule',
    tag: 'on-call',
    scope: 'write',
    input: createOnCallScheduleInput,
    answer: created(onCallScheduleView, ({ id }) => `/api/v1/on-call-schedules/${id}`),
    verb: createOnCallSchedule,
  }),
});
