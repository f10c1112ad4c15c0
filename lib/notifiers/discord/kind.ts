import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

const hosts = /^((canary|ptb)\.)?discord(app)?\.com$/;
const path = /^\/api(?:\/v\d+)?\/webhooks\/(\d{15,22})\/([\w-]{40,100})(?:\/(?:slack|github))?\/?$/;

function faultOf({ hostname, pathname }: URL): string | null {
  if (!hosts.test(hostname))
    return 'The address of a Discord webhook begins with https://discord.com/api/webhooks/.';
  if (/^\/channels\//.test(pathname)) {
    return 'This is the link of a channel. Make a webhook for it, under “Integrations” of the channel’s settings.';
  }
  return path.test(pathname)
    ? null
    : 'The address is not whole: a number and a long key come after https://discord.com/api/webhooks/.';
}

/**
 * In the form of today: without a version Discord answers as its oldest API does, where times to wait are in
 * milliseconds. Source: https://discord.com/developers/docs/reference#api-versioning
 */
function normalized(url: string): string {
  const [, id = '', token = ''] = path.exec(new URL(url).pathname) ?? [];
  return `https://discord.com/api/v10/webhooks/${id}/${token}`;
}

export const discordKind = defineKind({
  word: 'Discord',
  summary:
    'A message in a channel or thread, in the colour of the state; it is marked as recovered in the end.',
  group: 'chat',
  configSchema: z.strictObject({
    url: checkedUrl(faultOf).transform(normalized),
    thread_id: z
      .string()
      .trim()
      .max(22)
      .regex(/^(\d{15,22})?$/, 'A thread’s ID is a number of 15 to 22 digits.')
      .optional(),
  }),
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      input: 'secret_url',
      hint: '“Copy Webhook URL”, under “Integrations” of the channel’s settings.',
      placeholder: 'https://discord.com/api/webhooks/…/…',
    },
    {
      name: 'thread_id',
      label: 'Thread ID',
      input: 'text',
      optional: true,
      hint: 'Posts into this thread; forum channels need one. With developer mode on: right-click the thread, “Copy Thread ID”.',
      placeholder: '1098765432109876543',
    },
  ],
  steps: [
    'In Discord, point at the channel and choose the cog, “Edit Channel”.',
    'Open “Integrations”, then “Webhooks”, and choose “New Webhook”.',
    'Give it a name, check that it posts to the right channel, and save.',
    'Choose “Copy Webhook URL” and paste it here.',
  ],
  docsUrl: 'https://support.discord.com/hc/en-us/articles/228383668-Intro-to-Webhooks',
});
