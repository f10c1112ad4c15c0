import { channelTestView } from '@/lib/alerting/schema';
import { testChannel } from '@/lib/alerting/test-channel';
import { channelRef } from '@/lib/channels/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/channels/{id}/test', {
  POST: operation({
    operationId: 'testChannel',
    summary: 'Send a test message and tell what the receiver answered',
    tag: 'channels',
    scope: 'write',
    input: channelRef,
    answer: one(channelTestView),
    verb: testChannel,
    isLong: true,
  }),
});
