import { getDelivery } from '@/lib/alerting/get-delivery';
import { deliveryDetailView, deliveryRef } from '@/lib/alerting/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/deliveries/{id}', {
  GET: operation({
    operationId: 'getDelivery',
    summary: 'Get a delivery with its attempts',
    tag: 'deliveries',
    scope: 'read',
    input: deliveryRef,
    answer: one(deliveryDetailView),
    verb: getDelivery,
  }),
});
