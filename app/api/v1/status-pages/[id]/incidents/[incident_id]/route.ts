import { deletePageIncident } from '@/lib/page-incidents/delete-page-incident';
import { getPageIncident } from '@/lib/page-incidents/get-page-incident';
import { pageIncidentRef, pageIncidentView, updatePageIncidentInput } from '@/lib/page-incidents/schema';
import { updatePageIncident } from '@/lib/page-incidents/update-page-incident';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';
import { pageIncidentVersion } from '@/lib/web/versions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/incidents/{id}',
  {
    GET: operation({
      operationId: 'getPageIncident',
      summary: 'Get an incident of a status page',
      description: 'With its updates, the newest first, and how many subscribers have each.',
      tag: 'status-pages',
      scope: 'read',
      input: pageIncidentRef,
      answer: one(pageIncidentView),
      verb: getPageIncident,
      version: pageIncidentVersion,
    }),
    PATCH: operation({
      operationId: 'updatePageIncident',
      summary: 'Change an incident of a status page',
      description:
        'Its title, impact and times; of a draft also its words and components. Nobody is told of it.',
      tag: 'status-pages',
      scope: 'write',
      input: updatePageIncidentInput,
      answer: one(pageIncidentView),
      verb: updatePageIncident,
      version: pageIncidentVersion,
    }),
    DELETE: operation({
      operationId: 'deletePageIncident',
      summary: 'Delete an incident of a status page',
      description:
        'For what was published by mistake: it leaves the page and its history, and what waits to be sent is not.',
      tag: 'status-pages',
      scope: 'write',
      input: pageIncidentRef,
      answer: nothing,
      verb: deletePageIncident,
      version: pageIncidentVersion,
    }),
  },
);
