import { cancelMaintenance } from '@/lib/maintenance/cancel-maintenance';
import { maintenanceRef, maintenanceView } from '@/lib/maintenance/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/maintenances/{id}/cancel', {
  POST: operation({
    operationId: 'cancelMaintenance',
    summary: 'Cancel a maintenance',
    description: 'A window that runs ends now, and no other begins. The second time changes nothing.',
    tag: 'maintenances',
    scope: 'write',
    input: maintenanceRef,
    answer: one(maintenanceView),
    verb: cancelMaintenance,
  }),
});
