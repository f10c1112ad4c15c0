import { listSuppressions } from '@/lib/alerting/list-suppressions';
import { suppressionView } from '@/lib/alerting/schema';
import { channelRef } from '@/lib/channels/schema';
import { all } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/channels/{id}/suppressions', {
  GET: operation({
    operationId: 'listSuppressions',
    summary: 'List the addresses of a channel that get no mail',
    description: 'They unsubscribed, or their mail came back, or they marked one as spam.',
    tag: 'channels',
    scope: 'read',
    input: channelRef,
    answer: all(suppressionView),
    verb: listSuppressions,
  }),
});
