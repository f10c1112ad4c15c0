import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

const serverUrl = checkedUrl((url) =>
  url.search !== '' || url.hash !== '' ? 'leave out what comes after a ? or a #' : null,
).transform((url) => url.replace(/\/+$/, '').replace(/\/message$/, ''));

export const gotifyKind = defineKind({
  word: 'Gotify',
  summary: 'A push to your phones by a Gotify server of your own.',
  group: 'push',
  configSchema: z.strictObject({
    server_url: serverUrl,
    token: z
      .string()
      .trim()
      .min(8)
      .max(200)
      .regex(/^[\w.-]+$/, 'a token has letters, digits, dots and hyphens'),
    priority: z.int().min(0).max(10).default(8),
  }),
  fields: [
    {
      name: 'server_url',
      label: 'Server',
      input: 'url',
      hint: 'The address under which you open Gotify.',
      placeholder: 'https://gotify.example.com',
    },
    {
      name: 'token',
      label: 'Application token',
      input: 'secret',
      hint: 'Of an application, not of a client: it begins with A.',
    },
    {
      name: 'priority',
      label: 'Priority of what is down',
      input: 'number',
      hint: 'From 0 to 10. From 8 on phones sound and show it at once; recoveries come with 5 at most.',
      initial: '8',
    },
  ],
  steps: [
    'Open your Gotify server, choose “Apps” and “Create Application”.',
    'Name it Stillup, and create it.',
    'Show its token with the eye, and copy it.',
  ],
  docsUrl: 'https://gotify.net/docs/pushmsg',
});
