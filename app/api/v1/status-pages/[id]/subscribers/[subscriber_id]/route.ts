import { deleteSubscriber } from '@/lib/subscribers/delete-subscriber';
import { subscriberRef } from '@/lib/subscribers/schema';
import { nothing } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/subscribers/{id}',
  {
    DELETE: operation({
      operationId: 'deleteSubscriber',
      summary: 'Delete a subscriber',
      description: 'With all that was queued for it. Nobody is told.',
      tag: 'subscribers',
      scope: 'write',
      input: subscriberRef,
      answer: nothing,
      verb: deleteSubscriber,
    }),
  },
);
