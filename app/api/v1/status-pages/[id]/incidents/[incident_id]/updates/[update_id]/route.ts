import { editPageIncidentUpdate } from '@/lib/page-incidents/edit-page-incident-update';
import { editPageIncidentUpdateInput, pageIncidentView } from '@/lib/page-incidents/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/incidents/{incident_id}/updates/{id}',
  {
    PATCH: operation({
      operationId: 'editPageIncidentUpdate',
      summary: 'Correct an update',
      description: 'Its words, or the time it is shown with. Nobody is told again.',
      tag: 'status-pages',
      scope: 'write',
      input: editPageIncidentUpdateInput,
      answer: one(pageIncidentView),
      verb: editPageIncidentUpdate,
    }),
  },
);
