import { createPageMaintenance } from '@/lib/page-incidents/create-page-maintenance';
import { createPageMaintenanceInput, pageIncidentView } from '@/lib/page-incidents/schema';
import { created } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/maintenances',
  {
    POST: operation({
      operationId: 'createPageMaintenance',
      summary: 'Announce a maintenance on one page',
      description:
        'It begins and ends on the page by itself, and no monitor is silenced: for that, plan a maintenance with `is_announced`. Read and changed among the incidents of the page.',
      tag: 'status-pages',
      scope: 'write',
      input: createPageMaintenanceInput,
      answer: created(
        pageIncidentView,
        ({ page_id, id }) => `/api/v1/status-pages/${page_id}/incidents/${id}`,
      ),
      verb: createPageMaintenance,
    }),
  },
);
