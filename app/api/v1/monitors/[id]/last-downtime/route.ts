import { getLastDowntime } from '@/lib/spans/get-last-downtime';
import { downtimeEvent, lastDowntimeInput } from '@/lib/spans/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/monitors/{monitor_id}/last-downtime',
  {
    GET: operation({
      operationId: 'getLastDowntime',
      summary: 'Get when it was last down; null when it never was',
      tag: 'uptime',
      scope: 'read',
      input: lastDowntimeInput,
      answer: one(downtimeEvent.nullable()),
      verb: getLastDowntime,
    }),
  },
);
