'use server';

import { previewStatusPage } from '@/app/(dashboard)/status-pages/preview-status-page';
import { createPageComponent } from '@/lib/status-pages/create-page-component';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { deletePageComponent } from '@/lib/status-pages/delete-page-component';
import { deletePageFile } from '@/lib/status-pages/delete-page-file';
import { deleteStatusPage } from '@/lib/status-pages/delete-status-page';
import { orderPageComponents } from '@/lib/status-pages/order-page-components';
import { putPageAccess } from '@/lib/status-pages/put-page-access';
import { putPageFile } from '@/lib/status-pages/put-page-file';
import { updatePageComponent } from '@/lib/status-pages/update-page-component';
import { updateStatusPage } from '@/lib/status-pages/update-status-page';
import { defineAction } from '@/lib/web/define-action';

export const createStatusPageAction = defineAction(createStatusPage);
export const updateStatusPageAction = defineAction(updateStatusPage);
export const deleteStatusPageAction = defineAction(deleteStatusPage);
export const putPageAccessAction = defineAction(putPageAccess);
export const createPageComponentAction = defineAction(createPageComponent);
export const updatePageComponentAction = defineAction(updatePageComponent);
export const deletePageComponentAction = defineAction(deletePageComponent);
export const orderPageComponentsAction = defineAction(orderPageComponents);
export const putPageFileAction = defineAction(putPageFile);
export const deletePageFileAction = defineAction(deletePageFile);
export const previewStatusPageAction = defineAction(previewStatusPage);
