import { deleteOnCallOverride } from '@/lib/on-call/delete-on-call-override';
import { getOnCallOverride } from '@/lib/on-call/get-on-call-override';
import { onCallOverrideRef, onCallOverrideView } from '@/lib/on-call/schema';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/on-call-schedules/{schedule_id}/overrides/{id}',
  {
    GET: operation({
      operationId: 'getOnCallOverride',
      summary: 'Get an override',
      tag: 'on-call',
      scope: 'read',
      input: onCallOverrideRef,
      answer: one(onCallOverrideView),
      verb: getOnCallOverride,
    }),
    DELETE: operation({
      operationId: 'deleteOnCallOverride',
      summary: 'Delete an override, or end the one that runs',
      tag: 'on-call',
      scope: 'write',
      input: onCallOverrideRef,
      answer: nothing,
      verb: deleteOnCallOverride,
    }),
  },
);
