import { listDowntime } from '@/lib/spans/list-downtime';
import { downtimeEvent, listDowntimeInput } from '@/lib/spans/schema';
import { all } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/monitors/{monitor_id}/downtime',
  {
    GET: operation({
      operationId: 'listDowntime',
      summary: 'List the times it was down, the latest first',
      tag: 'uptime',
      scope: 'read',
      input: listDowntimeInput,
      answer: all(downtimeEvent),
      verb: listDowntime,
    }),
  },
);
