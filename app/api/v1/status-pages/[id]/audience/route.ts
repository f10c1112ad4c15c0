import { countAudience } from '@/lib/subscribers/count-audience';
import { audienceView, countAudienceInput } from '@/lib/subscribers/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/audience',
  {
    GET: operation({
      operationId: 'countAudience',
      summary: 'Count who would be told of an update',
      description:
        'Of one that affects these components; of nothing at all, everybody is told. With `allowed_email_domains` it is counted as if the page were for mailboxes of these alone.',
      tag: 'subscribers',
      scope: 'read',
      input: countAudienceInput,
      answer: one(audienceView),
      verb: countAudience,
    }),
  },
);
