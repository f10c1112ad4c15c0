import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';
import { phoneNumber } from '@/lib/notifiers/rules/phone-numbers';

const gatewayUrl = checkedUrl((url) =>
  url.search !== '' || url.hash !== '' ? 'leave out what comes after a ? or a #' : null,
).transform((url) => url.replace(/\/+$/, '').replace(/\/v2\/send$/, ''));

const group = z
  .string()
  .trim()
  .max(120)
  .regex(/^group\.[A-Za-z0-9+/=_-]{10,}$/, 'a group is written as group. and its ID');

const recipient = z.union([group, phoneNumber], {
  error: 'expected a number such as +4915112345678, or a group such as group.aBc…',
});

export const signalKind = defineKind({
  word: 'Signal',
  summary: 'A message to phones and groups, by a Signal gateway of your own.',
  group: 'chat',
  configSchema: z.strictObject({
    gateway_url: gatewayUrl,
    sender: phoneNumber,
    recipients: z
      .array(recipient)
      .min(1)
      .max(20)
      .transform((all) => [...new Set(all)]),
    authorization: z
      .string()
      .trim()
      .max(1000)
      .regex(/^[\u0020-\u007e]*$/, 'one line without umlauts or accents')
      .optional(),
  }),
  fields: [
    {
      name: 'gateway_url',
      label: 'Gateway',
      input: 'url',
      hint: 'Where your signal-cli-rest-api answers; Stillup has to reach it.',
      placeholder: 'https://signal.example.com',
    },
    {
      name: 'sender',
      label: 'Sender',
      input: 'text',
      hint: 'The number that is registered or linked there.',
      placeholder: '+4915112345678',
    },
    {
      name: 'recipients',
      label: 'Recipients',
      input: 'list',
      hint: 'Numbers or groups, one a line. GET /v1/groups/{number} of the gateway lists the groups.',
      placeholder: '+4915112345678',
    },
    {
      name: 'authorization',
      label: 'Authorization',
      input: 'secret',
      optional: true,
      hint: 'Where a proxy guards the gateway: the whole header, such as “Bearer …”.',
    },
  ],
  steps: [
    'Run signal-cli-rest-api, which is a container, and put a proxy with a password before it.',
    'Link or register a number with it, as its documentation says.',
    'For a group: add that number to it, and ask the gateway for its ID.',
  ],
  docsUrl: 'https://github.com/bbernhard/signal-cli-rest-api',
});
