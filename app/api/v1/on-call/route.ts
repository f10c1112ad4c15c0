import { getOnCallNow } from '@/lib/on-call/get-on-call-now';
import { onCallNowView } from '@/lib/on-call/schema';
import { all } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/on-call', {
  GET: operation({
    operationId: 'getOnCallNow',
    summary: 'Who is on call in every schedule, and who comes next',
    tag: 'on-call',
    scope: 'read',
    input: null,
    answer: all(onCallNowView),
    verb: getOnCallNow,
  }),
});
