import { getNextAlert } from '@/lib/alerting/get-next-alert';
import { nextAlertView } from '@/lib/alerting/schema';
import { incidentRef } from '@/lib/incidents/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/incidents/{id}/next-alert', {
  GET: operation({
    operationId: 'getNextAlert',
    summary: 'Get what is told next of an incident',
    description:
      'The step, reminder or opening that comes unless somebody acknowledges, and what holds it back.',
    tag: 'incidents',
    scope: 'read',
    input: incidentRef,
    answer: one(nextAlertView),
    verb: getNextAlert,
  }),
});
