import { orderPageComponents } from '@/lib/status-pages/order-page-components';
import { orderPageComponentsInput, pageComponentView } from '@/lib/status-pages/schema';
import { all } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/components/order',
  {
    PUT: operation({
      operationId: 'orderPageComponents',
      summary: 'Put the components of a status page in order',
      description:
        'The whole order: every component once, groups with what stands in them. 409 where the page has other components by now.',
      tag: 'status-pages',
      scope: 'write',
      input: orderPageComponentsInput,
      answer: all(pageComponentView),
      verb: orderPageComponents,
    }),
  },
);
