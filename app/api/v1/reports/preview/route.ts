import { previewReport } from '@/lib/reports/preview-report';
import { previewReportInput, reportFiguresView } from '@/lib/reports/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/reports/preview', {
  GET: operation({
    operationId: 'previewReport',
    summary: 'Show what a report would tell of the last period',
    tag: 'reports',
    scope: 'read',
    input: previewReportInput,
    answer: one(reportFiguresView),
    verb: previewReport,
  }),
});
