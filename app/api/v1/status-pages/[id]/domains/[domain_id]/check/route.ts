import { checkPageDomain } from '@/lib/domains/check-page-domain';
import { pageDomainRef, pageDomainView } from '@/lib/domains/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/domains/{id}/check',
  {
    POST: operation({
      operationId: 'checkPageDomain',
      summary: 'Look for the DNS records of a domain now',
      description:
        'At most once in ten seconds. By itself it is looked for every ten minutes, and daily once found.',
      tag: 'status-pages',
      scope: 'write',
      input: pageDomainRef,
      answer: one(pageDomainView),
      verb: checkPageDomain,
      isLong: true,
    }),
  },
);
