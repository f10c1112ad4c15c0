import { createChannel } from '@/lib/channels/create-channel';
import { listChannels } from '@/lib/channels/list-channels';
import {
  channelView,
  createChannelInput,
  createdChannelView,
  listChannelsInput,
} from '@/lib/channels/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute, type Handler } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';
import { serveChecksApi } from '@/lib/web/serve-checks-api';

const route = defineRoute('/api/v1/channels', {
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

/** Clients of Healthchecks ask for channels here too, in the words of their own API; their header tells them apart. */
function speaksHealthchecks({ headers }: Request): boolean {
  const announced = headers.get('access-control-request-headers') ?? '';
  return headers.has('x-api-key') || announced.toLowerCase().includes('x-api-key');
}

function orHealthchecks(handle: Handler): Handler {
  const answer = (request: Request) =>
    speaksHealthchecks(request) ? serveChecksApi(request) : handle(request);
  return Object.assign(answer, { endpoint: handle.endpoint });
}

export const GET = orHealthchecks(route.GET);
export const OPTIONS = orHealthchecks(route.OPTIONS);
export const { POST, PUT, PATCH, DELETE } = route;
