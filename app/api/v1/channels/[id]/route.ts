import { deleteChannel } from '@/lib/channels/delete-channel';
import { getChannel } from '@/lib/channels/get-channel';
import { channelRef, channelView, updateChannelInput } from '@/lib/channels/schema';
import { updateChannel } from '@/lib/channels/update-channel';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';
import { channelVersion } from '@/lib/web/versions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/channels/{id}', {
  GET: operation({
    operationId: 'getChannel',
    summary: 'Get a channel',
    tag: 'channels',
    scope: 'read',
    input: channelRef,
    answer: one(channelView),
    verb: getChannel,
    version: channelVersion,
  }),
  PATCH: operation({
    operationId: 'updateChannel',
    summary: 'Change a channel',
    description: 'A merge patch (RFC 7396): `config` is merged member by member.',
    tag: 'channels',
    scope: 'write',
    input: updateChannelInput,
    answer: one(channelView),
    verb: updateChannel,
    version: channelVersion,
  }),
  DELETE: operation({
    operationId: 'deleteChannel',
    summary: 'Delete a channel',
    tag: 'channels',
    scope: 'write',
    input: channelRef,
    answer: nothing,
    verb: deleteChannel,
    version: channelVersion,
  }),
});
