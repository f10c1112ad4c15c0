import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { incidentRef, incidentView } from '@/lib/incidents/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/incidents/{id}/acknowledge', {
  POST: operation({
    operationId: 'acknowledgeIncident',
    summary: 'Say that somebody is on it',
    tag: 'incidents',
    scope: 'write',
    input: incidentRef,
    answer: one(incidentView),
    verb: acknowledgeIncident,
  }),
});
