import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { listPageIncidents } from '@/lib/page-incidents/list-page-incidents';
import {
  createPageIncidentInput,
  listPageIncidentsInput,
  pageIncidentSummaryView,
  pageIncidentView,
} from '@/lib/page-incidents/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/incidents',
  {
    GET: operation({
      operationId: 'listPageIncidents',
      summary: 'List the incidents of a status page',
      description: 'Incidents and maintenance, drafts too; the newest first.',
      tag: 'status-pages',
      scope: 'read',
      input: listPageIncidentsInput,
      answer: pageOf(pageIncidentSummaryView),
      verb: listPageIncidents,
    }),
    POST: operation({
      operationId: 'createPageIncident',
      summary: 'Tell of an incident',
      description:
        'On the page at once, and to its subscribers, unless `is_draft`. Without an `impact` it is that of its worst component. Outages in `incident_ids` make no draft of their own.',
      tag: 'status-pages',
      scope: 'write',
      input: createPageIncidentInput,
      answer: created(
        pageIncidentView,
        ({ page_id, id }) => `/api/v1/status-pages/${page_id}/incidents/${id}`,
      ),
      verb: createPageIncident,
    }),
  },
);
