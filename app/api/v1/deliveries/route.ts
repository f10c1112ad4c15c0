import { listDeliveries } from '@/lib/alerting/list-deliveries';
import { deliveryView, listDeliveriesInput } from '@/lib/alerting/schema';
import { pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/deliveries', {
  GET: operation({
    operationId: 'listDeliveries',
    summary: 'List deliveries, newest first',
    tag: 'deliveries',
    scope: 'read',
    input: listDeliveriesInput,
    answer: pageOf(deliveryView),
    verb: listDeliveries,
  }),
});
