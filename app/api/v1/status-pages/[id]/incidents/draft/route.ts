import { draftPageIncident } from '@/lib/page-incidents/draft-page-incident';
import { draftPageIncidentInput, pageIncidentDraftView } from '@/lib/page-incidents/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/incidents/draft',
  {
    GET: operation({
      operationId: 'draftPageIncident',
      summary: 'Draft words of an outage',
      description:
        'Title, body, impact and components for customers, out of what the outage shows. Nothing is stored.',
      tag: 'status-pages',
      scope: 'read',
      input: draftPageIncidentInput,
      answer: one(pageIncidentDraftView),
      verb: draftPageIncident,
    }),
  },
);
