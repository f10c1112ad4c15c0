import { deleteReport } from '@/lib/reports/delete-report';
import { getReport } from '@/lib/reports/get-report';
import { reportRef, reportView, updateReportInput } from '@/lib/reports/schema';
import { updateReport } from '@/lib/reports/update-report';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';
import { reportVersion } from '@/lib/web/versions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/reports/{id}', {
  GET: operation({
    operationId: 'getReport',
    summary: 'Get a report',
    tag: 'reports',
    scope: 'read',
    input: reportRef,
    answer: one(reportView),
    verb: getReport,
    version: reportVersion,
  }),
  PATCH: operation({
    operationId: 'updateReport',
    summary: 'Change a report',
    description: 'A merge patch (RFC 7396): `channel_ids` are replaced as a whole.',
    tag: 'reports',
    scope: 'write',
    input: updateReportInput,
    answer: one(reportView),
    verb: updateReport,
    version: reportVersion,
  }),
  DELETE: operation({
    operationId: 'deleteReport',
    summary: 'Delete a report',
    tag: 'reports',
    scope: 'write',
    input: reportRef,
    answer: nothing,
    verb: deleteReport,
    version: reportVersion,
  }),
});
