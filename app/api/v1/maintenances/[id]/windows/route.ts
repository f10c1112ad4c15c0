import { listMaintenanceWindows } from '@/lib/maintenance/list-maintenance-windows';
import { listWindowsInput, windowView } from '@/lib/maintenance/schema';
import { pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/maintenances/{maintenance_id}/windows',
  {
    GET: operation({
      operationId: 'listMaintenanceWindows',
      summary: 'List the windows of a maintenance',
      description: 'Those that are over, the one that runs and the next one; the latest first.',
      tag: 'maintenances',
      scope: 'read',
      input: listWindowsInput,
      answer: pageOf(windowView),
      verb: listMaintenanceWindows,
    }),
  },
);
