import { putPageAccess } from '@/lib/status-pages/put-page-access';
import { putPageAccessInput, statusPageView } from '@/lib/status-pages/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/status-pages/{id}/access', {
  PUT: operation({
    operationId: 'putPageAccess',
    summary: 'Say who may read a status page',
    description:
      'Anybody, who knows a password, who calls from listed addresses, or who has a mailbox of a domain. Each change ends what was handed out to visitors before. A `password` that is left out stays as it was.',
    tag: 'status-pages',
    scope: 'write',
    input: putPageAccessInput,
    answer: one(statusPageView),
    verb: putPageAccess,
  }),
});
