import { addIncidentUpdate } from '@/lib/incidents/add-incident-update';
import { addIncidentUpdateInput, incidentView } from '@/lib/incidents/schema';
import { created } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/incidents/{id}/updates', {
  POST: operation({
    operationId: 'addIncidentUpdate',
    summary: 'Add a comment to the timeline',
    tag: 'incidents',
    scope: 'write',
    input: addIncidentUpdateInput,
    answer: created(incidentView, ({ id }) => `/api/v1/incidents/${id}`),
    verb: addIncidentUpdate,
  }),
});
