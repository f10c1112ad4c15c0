import { createOnCallOverride } from '@/lib/on-call/create-on-call-override';
import { listOnCallOverrides } from '@/lib/on-call/list-on-call-overrides';
import {
  createOnCallOverrideInput,
  listOnCallOverridesInput,
  onCallOverrideView,
} from '@/lib/on-call/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/on-call-schedules/{schedule_id}/overrides',
  {
    GET: operation({
      operationId: 'listOnCallOverrides',
      summary: 'List overrides, the newest first',
      tag: 'on-call',
      scope: 'read',
      input: listOnCallOverridesInput,
      answer: pageOf(onCallOverrideView),
      verb: listOnCallOverrides,
    }),
    POST: operation({
      operationId: 'createOnCallOverride',
      summary: 'Let somebody take over for a while',
      tag: 'on-call',
      scope: 'write',
      input: createOnCallOverrideInput,
      answer: created(
        onCallOverrideView,
        ({ schedule_id, id }) => `/api/v1/on-call-schedules/${schedule_id}/overrides/${id}`,
      ),
      verb: createOnCallOverride,
    }),
  },
);
