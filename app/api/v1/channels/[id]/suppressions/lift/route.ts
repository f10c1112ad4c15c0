import { liftSuppression } from '@/lib/alerting/lift-suppression';
import { liftedSuppressionView, liftSuppressionInput } from '@/lib/alerting/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/channels/{id}/suppressions/lift',
  {
    POST: operation({
      operationId: 'liftSuppression',
      summary: 'Mail an address of a channel again',
      tag: 'channels',
      scope: 'write',
      input: liftSuppressionInput,
      answer: one(liftedSuppressionView),
      verb: liftSuppression,
    }),
  },
);
