import { createMonitor } from '@/lib/monitors/create-monitor';
import { listMonitors } from '@/lib/monitors/list-monitors';
import { createMonitorInput, listMonitorsInput, monitorView } from '@/lib/monitors/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/monitors', {
  GET: operation({
    operationId: 'listMonitors',
    summary: 'List monitors by name',
    tag: 'monitors',
    scope: 'read',
    input: listMonitorsInput,
    answer: pageOf(monitorView),
    verb: listMonitors,
  }),
  POST: operation({
    operationId: 'createMonitor',
    summary: 'Create a monitor; its first check is due at once',
    tag: 'monitors',
    scope: 'write',
    input: createMonitorInput,
    answer: created(monitorView, ({ id }) => `/api/v1/monitors/${id}`),
    verb: createMonitor,
  }),
});
