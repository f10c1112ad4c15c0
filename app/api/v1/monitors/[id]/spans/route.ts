import { listSpans } from '@/lib/spans/list-spans';
import { listSpansInput, spanView } from '@/lib/spans/schema';
import { all } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/monitors/{monitor_id}/spans', {
  GET: operation({
    operationId: 'listSpans',
    summary: 'List the states it was in, and why',
    tag: 'uptime',
    scope: 'read',
    input: listSpansInput,
    answer: all(spanView),
    verb: listSpans,
  }),
});
