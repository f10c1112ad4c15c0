import { getResponseTimes } from '@/lib/rollups/get-response-times';
import { getResponseTimesInput, responseTimesView } from '@/lib/rollups/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/monitors/{monitor_id}/response-times',
  {
    GET: operation({
      operationId: 'getResponseTimes',
      summary: 'Get latencies in buckets',
      tag: 'response-times',
      scope: 'read',
      input: getResponseTimesInput,
      answer: one(responseTimesView),
      verb: getResponseTimes,
    }),
  },
);
