import { deleteMaintenance } from '@/lib/maintenance/delete-maintenance';
import { getMaintenance } from '@/lib/maintenance/get-maintenance';
import { maintenanceRef, maintenanceView, updateMaintenanceInput } from '@/lib/maintenance/schema';
import { updateMaintenance } from '@/lib/maintenance/update-maintenance';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';
import { maintenanceVersion } from '@/lib/web/versions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/maintenances/{id}', {
  GET: operation({
    operationId: 'getMaintenance',
    summary: 'Get a maintenance',
    tag: 'maintenances',
    scope: 'read',
    input: maintenanceRef,
    answer: one(maintenanceView),
    verb: getMaintenance,
    version: maintenanceVersion,
  }),
  PATCH: operation({
    operationId: 'updateMaintenance',
    summary: 'Change a maintenance',
    description: 'What is left out stays. Of a one-off that has begun only the end can change.',
    tag: 'maintenances',
    scope: 'write',
    input: updateMaintenanceInput,
    answer: one(maintenanceView),
    verb: updateMaintenance,
    version: maintenanceVersion,
  }),
  DELETE: operation({
    operationId: 'deleteMaintenance',
    summary: 'Delete a maintenance',
    description: 'Not while one of its windows runs. What its monitors went through stays in their spans.',
    tag: 'maintenances',
    scope: 'write',
    input: maintenanceRef,
    answer: nothing,
    verb: deleteMaintenance,
    version: maintenanceVersion,
  }),
});
