import { resolveIncident } from '@/lib/alerting/resolve-incident';
import { incidentRef, incidentView } from '@/lib/incidents/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/incidents/{id}/resolve', {
  POST: operation({
    operationId: 'resolveIncident',
    summary: 'Resolve an incident by hand',
    tag: 'incidents',
    scope: 'write',
    input: incidentRef,
    answer: one(incidentView),
    verb: resolveIncident,
  }),
});
