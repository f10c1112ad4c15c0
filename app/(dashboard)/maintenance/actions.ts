'use server';

import { cancelMaintenance } from '@/lib/maintenance/cancel-maintenance';
import { createMaintenance } from '@/lib/maintenance/create-maintenance';
import { deleteMaintenance } from '@/lib/maintenance/delete-maintenance';
import { endMaintenance } from '@/lib/maintenance/end-maintenance';
import { updateMaintenance } from '@/lib/maintenance/update-maintenance';
import { defineAction } from '@/lib/web/define-action';

export const createMaintenanceAction = defineAction(createMaintenance);
export const updateMaintenanceAction = defineAction(updateMaintenance);
export const endMaintenanceAction = defineAction(endMaintenance);
export const cancelMaintenanceAction = defineAction(cancelMaintenance);
export const deleteMaintenanceAction = defineAction(deleteMaintenance);
