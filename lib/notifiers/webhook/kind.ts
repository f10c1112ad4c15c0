import { z } from 'zod';
import { requestHeaders, requestUrl } from '@/lib/net/schema';
import { defineKind } from '@/lib/notifiers/rules/kind';

/** Ours, and those that frame the request: a receiver must be able to rely on them. */
const reservedHeaders = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'webhook-id',
  'webhook-signature',
  'webhook-timestamp',
  'x-uptime-signature',
]);

const headers = requestHeaders({ reserved: reservedHeaders, setBy: 'Stillup', max: 20 });

export const webhookKind = defineKind({
  word: 'Webhook',
  summary: 'A signed request with JSON to an address of your own.',
  group: 'code',
  configSchema: z.strictObject({ url: requestUrl, headers: headers.default({}) }),
  fields: [
    {
      name: 'url',
      label: 'Address',
      input: 'url',
      hint: 'Gets a signed POST (Standard Webhooks) for every change of an incident.',
      placeholder: 'https://example.com/hooks/uptime',
    },
    {
      name: 'headers',
      label: 'Headers',
      input: 'headers',
      optional: true,
      hint: 'One per line, as “Name: value”.',
    },
  ],
  steps: [
    'Write an endpoint that takes a POST with JSON and answers with a status from 200 to 299.',
    'Verify webhook-signature with the signing secret, which is shown when the channel is made.',
    'A message may come twice, under the same webhook-id.',
  ],
  docsUrl: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
});
