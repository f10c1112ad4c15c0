import { putMonitorByExternalId } from '@/lib/monitors/put-monitor-by-external-id';
import { monitorView, putMonitorByExternalIdInput } from '@/lib/monitors/schema';
import { put } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/monitors/by-external-id/{external_id}',
  {
    PUT: operation({
      operationId: 'putMonitorByExternalId',
      summary: 'Create a monitor, or bring it to exactly these settings',
      tag: 'monitors',
      scope: 'write',
      input: putMonitorByExternalIdInput,
      answer: put(monitorView, ({ id }) => `/api/v1/monitors/${id}`),
      verb: async (ctx, raw) => {
        const { monitor, created } = await putMonitorByExternalId(ctx, raw);
        return { view: monitor, isNew: created };
      },
    }),
  },
);
