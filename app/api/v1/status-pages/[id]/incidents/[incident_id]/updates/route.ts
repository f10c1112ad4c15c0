import { addPageIncidentUpdate } from '@/lib/page-incidents/add-page-incident-update';
import { addPageIncidentUpdateInput, pageIncidentView } from '@/lib/page-incidents/schema';
import { created } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/incidents/{id}/updates',
  {
    POST: operation({
      operationId: 'addPageIncidentUpdate',
      summary: 'Add an update',
      description:
        'The next word to customers, in any phase of its kind. `expected_updated_at` is the `updated_at` that was read: where somebody was faster, nothing is said.',
      tag: 'status-pages',
      scope: 'write',
      input: addPageIncidentUpdateInput,
      answer: created(
        pageIncidentView,
        ({ page_id, id }) => `/api/v1/status-pages/${page_id}/incidents/${id}`,
      ),
      verb: addPageIncidentUpdate,
    }),
  },
);
