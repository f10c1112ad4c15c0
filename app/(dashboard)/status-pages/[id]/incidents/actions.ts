'use server';

import { addPageIncidentUpdate } from '@/lib/page-incidents/add-page-incident-update';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { createPageMaintenance } from '@/lib/page-incidents/create-page-maintenance';
import { deletePageIncident } from '@/lib/page-incidents/delete-page-incident';
import { discardPageIncident } from '@/lib/page-incidents/discard-page-incident';
import { editPageIncidentUpdate } from '@/lib/page-incidents/edit-page-incident-update';
import { publishPageIncident } from '@/lib/page-incidents/publish-page-incident';
import { updatePageIncident } from '@/lib/page-incidents/update-page-incident';
import { defineAction } from '@/lib/web/define-action';

export const createPageIncidentAction = defineAction(createPageIncident);
export const createPageMaintenanceAction = defineAction(createPageMaintenance);
export const updatePageIncidentAction = defineAction(updatePageIncident);
export const publishPageIncidentAction = defineAction(publishPageIncident);
export const discardPageIncidentAction = defineAction(discardPageIncident);
export const deletePageIncidentAction = defineAction(deletePageIncident);
export const addPageIncidentUpdateAction = defineAction(addPageIncidentUpdate);
export const editPageIncidentUpdateAction = defineAction(editPageIncidentUpdate);
