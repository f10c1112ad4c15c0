import { resendConfirmation } from '@/lib/subscribers/resend-confirmation';
import { subscriberRef, subscriberView } from '@/lib/subscribers/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/subscribers/{id}/resend',
  {
    POST: operation({
      operationId: 'resendConfirmation',
      summary: 'Mail a new link to a mailbox that has not confirmed',
      description:
        'The link before it ends. A mailbox is asked three times an hour at most, and ten times a day.',
      tag: 'subscribers',
      scope: 'write',
      input: subscriberRef,
      answer: one(subscriberView),
      verb: (ctx, raw) => resendConfirmation(ctx, raw),
      isLong: true,
    }),
  },
);
