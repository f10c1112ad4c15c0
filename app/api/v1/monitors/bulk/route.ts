import { bulkMonitorsInput } from '@/lib/monitors/schema';
import { bulkMonitors } from '@/lib/pipeline/bulk-monitors';
import { bulkMonitorsView } from '@/lib/pipeline/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/monitors/bulk', {
  POST: operation({
    operationId: 'bulkMonitors',
    summary: 'Pause, resume or delete many monitors at once: all of them or none',
    tag: 'monitors',
    scope: 'write',
    input: bulkMonitorsInput,
    answer: one(bulkMonitorsView),
    verb: bulkMonitors,
  }),
});
