'use server';

import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { resolveIncident } from '@/lib/alerting/resolve-incident';
import { addIncidentUpdate } from '@/lib/incidents/add-incident-update';
import { putPostMortem } from '@/lib/incidents/put-post-mortem';
import { defineAction } from '@/lib/web/define-action';

export const acknowledgeIncidentAction = defineAction(acknowledgeIncident);
export const resolveIncidentAction = defineAction(resolveIncident);
export const addIncidentUpdateAction = defineAction(addIncidentUpdate);
export const putPostMortemAction = defineAction(putPostMortem);
