import { getDashboardSummary } from '@/lib/pipeline/get-dashboard-summary';
import { dashboardSummaryView, getDashboardSummaryInput } from '@/lib/pipeline/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/dashboard/summary', {
  GET: operation({
    operationId: 'getDashboardSummary',
    summary: 'Get monitors by state, open incidents, and uptime of 24 hours',
    tag: 'dashboard',
    scope: 'read',
    input: getDashboardSummaryInput,
    answer: one(dashboardSummaryView),
    verb: getDashboardSummary,
  }),
});
