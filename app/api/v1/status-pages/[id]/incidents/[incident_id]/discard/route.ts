import { discardPageIncident } from '@/lib/page-incidents/discard-page-incident';
import { pageIncidentRef } from '@/lib/page-incidents/schema';
import { nothing } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/incidents/{id}/discard',
  {
    POST: operation({
      operationId: 'discardPageIncident',
      summary: 'Discard a draft',
      description: 'The outages it was made of make no other one.',
      tag: 'status-pages',
      scope: 'write',
      input: pageIncidentRef,
      answer: nothing,
      verb: discardPageIncident,
    }),
  },
);
