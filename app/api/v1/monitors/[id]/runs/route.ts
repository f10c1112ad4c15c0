import { listRuns } from '@/lib/pings/list-runs';
import { listRunsInput, runsView } from '@/lib/pings/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/monitors/{monitor_id}/runs', {
  GET: operation({
    operationId: 'listRuns',
    summary: 'List the runs of a heartbeat: what was expected, and what came',
    tag: 'pings',
    scope: 'read',
    input: listRunsInput,
    answer: one(runsView),
    verb: listRuns,
  }),
});
