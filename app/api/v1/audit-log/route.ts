import { listAuditLog } from '@/lib/audit/list-audit-log';
import { auditEntryView, listAuditLogInput } from '@/lib/audit/schema';
import { pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/audit-log', {
  GET: operation({
    operationId: 'listAuditLog',
    summary: 'List who changed what, newest first',
    tag: 'audit-log',
    scope: 'read',
    input: listAuditLogInput,
    answer: pageOf(auditEntryView),
    verb: listAuditLog,
  }),
});
