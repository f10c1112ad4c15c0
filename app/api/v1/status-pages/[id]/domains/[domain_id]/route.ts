import { deletePageDomain } from '@/lib/domains/delete-page-domain';
import { pageDomainRef } from '@/lib/domains/schema';
import { nothing } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/domains/{id}',
  {
    DELETE: operation({
      operationId: 'deletePageDomain',
      summary: 'Take a domain from a status page',
      tag: 'status-pages',
      scope: 'write',
      input: pageDomainRef,
      answer: nothing,
      verb: deletePageDomain,
    }),
  },
);
