import { reportRef, sentReportView } from '@/lib/reports/schema';
import { sendReportNow } from '@/lib/reports/send-report-now';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/reports/{id}/send', {
  POST: operation({
    operationId: 'sendReportNow',
    summary: 'Send a report of the last period now',
    description: 'Its next time stays.',
    tag: 'reports',
    scope: 'write',
    input: reportRef,
    answer: one(sentReportView),
    verb: sendReportNow,
  }),
});
