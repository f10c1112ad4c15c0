import { publishPageIncident } from '@/lib/page-incidents/publish-page-incident';
import { pageIncidentView, publishPageIncidentInput } from '@/lib/page-incidents/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/incidents/{id}/publish',
  {
    POST: operation({
      operationId: 'publishPageIncident',
      summary: 'Publish a draft',
      description: 'As it stands. The second time changes nothing, and tells nobody again.',
      tag: 'status-pages',
      scope: 'write',
      input: publishPageIncidentInput,
      answer: one(pageIncidentView),
      verb: publishPageIncident,
    }),
  },
);
