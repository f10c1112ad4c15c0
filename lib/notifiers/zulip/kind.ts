import { z } from 'zod';
import { addressPattern } from '@/lib/email/rules/mail-headers';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

const site = checkedUrl((url) => (url.search !== '' ? 'leave out what comes after a ?' : null)).transform(
  (url) => new URL(url).origin,
);

export const zulipKind = defineKind({
  word: 'Zulip',
  summary: 'A message in a channel; each incident is a topic of its own.',
  group: 'chat',
  configSchema: z.strictObject({
    site,
    bot_email: z.string().trim().max(254).regex(addressPattern, 'expected the e-mail address of the bot'),
    api_key: z
      .string()
      .trim()
      .max(200)
      .regex(/^[A-Za-z0-9]{20,200}$/, 'an API key has letters and digits only'),
    channel: z
      .string()
      .max(100)
      .transform((name) => name.trim().replace(/^#/, ''))
      .pipe(z.string().min(1).max(60)),
  }),
  fields: [
    {
      name: 'site',
      label: 'Zulip address',
      input: 'url',
      hint: 'Where your organization opens Zulip.',
      placeholder: 'https://example.zulipchat.com',
    },
    {
      name: 'bot_email',
      label: 'Bot e-mail',
      input: 'text',
      hint: 'Zulip shows it in the list of your bots.',
      placeholder: 'stillup-bot@example.zulipchat.com',
    },
    { name: 'api_key', label: 'API key', input: 'secret', hint: 'Of the bot, and not your own.' },
    {
      name: 'channel',
      label: 'Channel',
      input: 'text',
      hint: 'Its name. The bot has to be subscribed where the channel is private.',
      placeholder: 'alerts',
    },
  ],
  steps: [
    'In Zulip open “Personal settings”, then “Bots”, and choose “Add a new bot”.',
    'Choose the type “Generic bot”, name it Stillup, and add it.',
    'Copy its e-mail address and its API key.',
    'Subscribe the bot to the channel that is to be told.',
  ],
  docsUrl: 'https://zulip.com/api/send-message',
});
