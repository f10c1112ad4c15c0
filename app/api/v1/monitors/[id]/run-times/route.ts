import { getRunTimes } from '@/lib/pings/get-run-times';
import { getRunTimesInput, runTimesView } from '@/lib/pings/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/monitors/{monitor_id}/run-times',
  {
    GET: operation({
      operationId: 'getRunTimes',
      summary: 'Get how long the runs of a heartbeat took',
      tag: 'pings',
      scope: 'read',
      input: getRunTimesInput,
      answer: one(runTimesView),
      verb: getRunTimes,
    }),
  },
);
