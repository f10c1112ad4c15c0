import { getIncident } from '@/lib/incidents/get-incident';
import { incidentRef, incidentView } from '@/lib/incidents/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/incidents/{id}', {
  GET: operation({
    operationId: 'getIncident',
    summary: 'Get an incident with its timeline',
    tag: 'incidents',
    scope: 'read',
    input: incidentRef,
    answer: one(incidentView),
    verb: getIncident,
  }),
});
