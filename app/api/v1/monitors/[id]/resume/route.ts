import { monitorRef, monitorView } from '@/lib/monitors/schema';
import { resumeMonitor } from '@/lib/pipeline/resume-monitor';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/monitors/{id}/resume', {
  POST: operation({
    operationId: 'resumeMonitor',
    summary: 'Resume a monitor; its next check is due at once',
    tag: 'monitors',
    scope: 'write',
    input: monitorRef,
    answer: one(monitorView),
    verb: resumeMonitor,
  }),
});
