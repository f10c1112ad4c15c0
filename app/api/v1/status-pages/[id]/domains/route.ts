import { createPageDomain } from '@/lib/domains/create-page-domain';
import { listPageDomains } from '@/lib/domains/list-page-domains';
import { createPageDomainInput, listPageDomainsInput, pageDomainView } from '@/lib/domains/schema';
import { all, created } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/domains',
  {
    GET: operation({
      operationId: 'listPageDomains',
      summary: 'List the domains of a status page',
      description: 'With the DNS records that each of them needs, and whether they were found.',
      tag: 'status-pages',
      scope: 'read',
      input: listPageDomainsInput,
      answer: all(pageDomainView),
      verb: listPageDomains,
    }),
    POST: operation({
      operationId: 'createPageDomain',
      summary: 'Give a status page a domain',
      description:
        'The answer names the DNS records to set. The page is there under the domain once its TXT record was found.',
      tag: 'status-pages',
      scope: 'write',
      input: createPageDomainInput,
      answer: created(pageDomainView, ({ page_id }) => `/api/v1/status-pages/${page_id}/domains`),
      verb: createPageDomain,
    }),
  },
);
