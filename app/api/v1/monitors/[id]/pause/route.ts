import { monitorRef, monitorView } from '@/lib/monitors/schema';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/monitors/{id}/pause', {
  POST: operation({
    operationId: 'pauseMonitor',
    summary: 'Pause a monitor',
    tag: 'monitors',
    scope: 'write',
    input: monitorRef,
    answer: one(monitorView),
    verb: pauseMonitor,
  }),
});
