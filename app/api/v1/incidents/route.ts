import { createIncident } from '@/lib/alerting/create-incident';
import { listIncidents } from '@/lib/incidents/list-incidents';
import {
  createIncidentInput,
  incidentSummaryView,
  incidentView,
  listIncidentsInput,
} from '@/lib/incidents/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/incidents', {
  GET: operation({
    operationId: 'listIncidents',
    summary: 'List incidents, newest first',
    tag: 'incidents',
    scope: 'read',
    input: listIncidentsInput,
    answer: pageOf(incidentSummaryView),
    verb: listIncidents,
  }),
  POST: operation({
    operationId: 'createIncident',
    summary: 'Open an incident by hand',
    tag: 'incidents',
    scope: 'write',
    input: createIncidentInput,
    answer: created(incidentView, ({ id }) => `/api/v1/incidents/${id}`),
    verb: createIncident,
  }),
});
