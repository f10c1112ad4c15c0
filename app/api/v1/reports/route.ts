import { createReport } from '@/lib/reports/create-report';
import { listReports } from '@/lib/reports/list-reports';
import { createReportInput, listReportsInput, reportView } from '@/lib/reports/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/reports', {
  GET: operation({
    operationId: 'listReports',
    summary: 'List reports',
    tag: 'reports',
    scope: 'read',
    input: listReportsInput,
    answer: pageOf(reportView),
    verb: listReports,
  }),
  POST: operation({
    operationId: 'createReport',
    summary: 'Create a report',
    description: 'Sent daily, on Mondays, or on the first of the month, of the day, week or month before.',
    tag: 'reports',
    scope: 'write',
    input: createReportInput,
    answer: created(reportView, ({ id }) => `/api/v1/reports/${id}`),
    verb: createReport,
  }),
});
