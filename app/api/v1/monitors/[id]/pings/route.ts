import { listPings } from '@/lib/pings/list-pings';
import { listPingsInput, pingView } from '@/lib/pings/schema';
import { pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/monitors/{monitor_id}/pings', {
  GET: operation({
    operationId: 'listPings',
    summary: 'List the pings of a heartbeat, the latest first',
    tag: 'pings',
    scope: 'read',
    input: listPingsInput,
    answer: pageOf(pingView),
    verb: listPings,
  }),
});
