import { endMaintenance } from '@/lib/maintenance/end-maintenance';
import { maintenanceRef, maintenanceView } from '@/lib/maintenance/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/maintenances/{id}/end', {
  POST: operation({
    operationId: 'endMaintenance',
    summary: 'End the window that runs',
    description: 'A recurring maintenance goes on with its next window.',
    tag: 'maintenances',
    scope: 'write',
    input: maintenanceRef,
    answer: one(maintenanceView),
    verb: endMaintenance,
  }),
});
