import { createMaintenance } from '@/lib/maintenance/create-maintenance';
import { listMaintenances } from '@/lib/maintenance/list-maintenances';
import { createMaintenanceInput, listMaintenancesInput, maintenanceView } from '@/lib/maintenance/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/maintenances', {
  GET: operation({
    operationId: 'listMaintenances',
    summary: 'List maintenances',
    tag: 'maintenances',
    scope: 'read',
    input: listMaintenancesInput,
    answer: pageOf(maintenanceView),
    verb: listMaintenances,
  }),
  POST: operation({
    operationId: 'createMaintenance',
    summary: 'Plan a maintenance',
    description:
      'Once, again and again, or from now on for some minutes (`when.kind` `now`). Checks go on meanwhile, alerts wait.',
    tag: 'maintenances',
    scope: 'write',
    input: createMaintenanceInput,
    answer: created(maintenanceView, ({ id }) => `/api/v1/maintenances/${id}`),
    verb: createMaintenance,
  }),
});
