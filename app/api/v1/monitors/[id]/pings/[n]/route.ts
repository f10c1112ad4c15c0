import { getPing } from '@/lib/pings/get-ping';
import { getPingInput, pingDetailView } from '@/lib/pings/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/monitors/{monitor_id}/pings/{n}',
  {
    GET: operation({
      operationId: 'getPing',
      summary: 'Get a ping of a heartbeat with what it brought along',
      tag: 'pings',
      scope: 'read',
      input: getPingInput,
      answer: one(pingDetailView),
      verb: getPing,
    }),
  },
);
