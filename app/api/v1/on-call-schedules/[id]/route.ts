import { deleteOnCallSchedule } from '@/lib/on-call/delete-on-call-schedule';
import { getOnCallSchedule } from '@/lib/on-call/get-on-call-schedule';
import { onCallScheduleRef, onCallScheduleView, updateOnCallScheduleInput } from '@/lib/on-call/schema';
import { updateOnCallSchedule } from '@/lib/on-call/update-on-call-schedule';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';
import { onCallScheduleVersion } from '@/lib/web/versions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/on-call-schedules/{id}', {
  GET: operation({
    operationId: 'getOnCallSchedule',
    summary: 'Get an on-call schedule',
    tag: 'on-call',
    scope: 'read',
    input: onCallScheduleRef,
    answer: one(onCallScheduleView),
    verb: getOnCallSchedule,
    version: onCallScheduleVersion,
  }),
  PATCH: operation({
    operationId: 'updateOnCallSchedule',
    summary: 'Change an on-call schedule',
    description: 'A merge patch (RFC 7396): `layers` are replaced as a whole.',
    tag: 'on-call',
    scope: 'write',
    input: updateOnCallScheduleInput,
    answer: one(onCallScheduleView),
    verb: updateOnCallSchedule,
    version: onCallScheduleVersion,
  }),
  DELETE: operation({
    operationId: 'deleteOnCallSchedule',
    summary: 'Delete an on-call schedule',
    description: 'Refused with 409 while an alert policy names it.',
    tag: 'on-call',
    scope: 'write',
    input: onCallScheduleRef,
    answer: nothing,
    verb: deleteOnCallSchedule,
    version: onCallScheduleVersion,
  }),
});
