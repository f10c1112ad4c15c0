import { listChecks } from '@/lib/checks/list-checks';
import { checkView, listChecksInput } from '@/lib/checks/schema';
import { pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/monitors/{monitor_id}/checks',
  {
    GET: operation({
      operationId: 'listChecks',
      summary: 'List the checks of a monitor, the latest first',
      tag: 'checks',
      scope: 'read',
      input: listChecksInput,
      answer: pageOf(checkView),
      verb: listChecks,
    }),
  },
);
