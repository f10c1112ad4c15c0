import { createChannel } from '@/lib/channels/create-channel';
import { listChannels } from '@/lib/channels/list-channels';
import {
  channelView,
  createChannelInput,
  createdChannelView,
  listChannelsInput,
} from '@/lib/channels/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/channels', {
  GET: operation({
    operationId: 'listChannels',
    summary: 'List channels',
    tag: 'channels',
    scope: 'read',
    input: listChannelsInput,
    answer: pageOf(channelView),
    verb: listChannels,
  }),
  POST: operation({
    operationId: 'createChannel',
    summary: 'Create a channel',
    description: 'The answer for a webhook carries `signing_secret`, once.',
    tag: 'channels',
    scope: 'write',
    input: createChannelInput,
    answer: created(createdChannelView, ({ id }) => `/api/v1/channels/${id}`),
    verb: createChannel,
  }),
});
