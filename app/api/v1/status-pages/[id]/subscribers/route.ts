import { createSubscriber } from '@/lib/subscribers/create-subscriber';
import { listSubscribers } from '@/lib/subscribers/list-subscribers';
import {
  createdSubscriberView,
  createSubscriberInput,
  listSubscribersInput,
  subscriberView,
} from '@/lib/subscribers/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/subscribers',
  {
    GET: operation({
      operationId: 'listSubscribers',
      summary: 'List the subscribers of a status page',
      description: '`q` looks for a part of the address.',
      tag: 'subscribers',
      scope: 'read',
      input: listSubscribersInput,
      answer: pageOf(subscriberView),
      verb: listSubscribers,
    }),
    POST: operation({
      operationId: 'createSubscriber',
      summary: 'Add a subscriber to a status page',
      description:
        'A mailbox gets a link and is told nothing until it was used. A webhook is told from now on; its signing secret is in this answer alone.',
      tag: 'subscribers',
      scope: 'write',
      input: createSubscriberInput,
      answer: created(createdSubscriberView, ({ page_id }) => `/api/v1/status-pages/${page_id}/subscribers`),
      verb: (ctx, raw) => createSubscriber(ctx, raw),
      isLong: true,
    }),
  },
);
