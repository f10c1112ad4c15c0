import { checkView } from '@/lib/checks/schema';
import { monitorRef } from '@/lib/monitors/schema';
import { runMonitor } from '@/lib/pipeline/run-monitor';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/monitors/{id}/run', {
  POST: operation({
    operationId: 'runMonitor',
    summary: 'Check now, and answer with the finished check',
    tag: 'monitors',
    scope: 'write',
    input: monitorRef,
    answer: one(checkView),
    verb: (ctx, raw) => runMonitor(ctx, raw),
    isLong: true,
  }),
});
