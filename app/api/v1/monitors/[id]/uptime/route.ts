import { getUptime } from '@/lib/spans/get-uptime';
import { getUptimeInput, uptimeView } from '@/lib/spans/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/monitors/{monitor_id}/uptime',
  {
    GET: operation({
      operationId: 'getUptime',
      summary: 'Get uptime with its coverage',
      tag: 'uptime',
      scope: 'read',
      input: getUptimeInput,
      answer: one(uptimeView),
      verb: getUptime,
    }),
  },
);
