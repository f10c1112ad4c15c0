import { resendDelivery } from '@/lib/alerting/resend-delivery';
import { deliveryDetailView, deliveryRef } from '@/lib/alerting/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/deliveries/{id}/resend', {
  POST: operation({
    operationId: 'resendDelivery',
    summary: 'Send a delivery again under the same id',
    tag: 'deliveries',
    scope: 'write',
    input: deliveryRef,
    answer: one(deliveryDetailView),
    verb: resendDelivery,
  }),
});
