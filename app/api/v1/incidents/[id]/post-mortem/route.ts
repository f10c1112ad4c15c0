import { putPostMortem } from '@/lib/incidents/put-post-mortem';
import { incidentView, putPostMortemInput } from '@/lib/incidents/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/incidents/{id}/post-mortem', {
  PUT: operation({
    operationId: 'putPostMortem',
    summary: 'Write the post-mortem',
    tag: 'incidents',
    scope: 'write',
    input: putPostMortemInput,
    answer: one(incidentView),
    verb: putPostMortem,
  }),
});
