'use server';

import { createReport } from '@/lib/reports/create-report';
import { deleteReport } from '@/lib/reports/delete-report';
import { sendReportNow } from '@/lib/reports/send-report-now';
import { updateReport } from '@/lib/reports/update-report';
import { defineAction } from '@/lib/web/define-action';

export const createReportAction = defineAction(createReport);
export const updateReportAction = defineAction(updateReport);
export const deleteReportAction = defineAction(deleteReport);
export const sendReportNowAction = defineAction(sendReportNow);
