import { getAlertTimes } from '@/lib/alerting/get-alert-times';
import { alertTimesView, getAlertTimesInput } from '@/lib/alerting/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/alert-times', {
  GET: operation({
    operationId: 'getAlertTimes',
    summary: 'Get the time from a failure to its delivered alert, over 30 days',
    tag: 'deliveries',
    scope: 'read',
    input: getAlertTimesInput,
    answer: one(alertTimesView),
    verb: getAlertTimes,
  }),
});
