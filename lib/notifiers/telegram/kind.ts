import { z } from 'zod';
import { defineKind } from '@/lib/notifiers/rules/kind';

export const telegramKind = defineKind({
  word: 'Telegram',
  summary:
    'A message of your bot to a person, group or channel; later ones answer to the first of the incident.',
  group: 'chat',
  configSchema: z.strictObject({
    bot_token: z
      .string()
      .trim()
      .max(100)
      .regex(
        /^\d{5,15}:[A-Za-z0-9_-]{30,60}$/,
        'A bot token is a number, a colon and 35 characters, as in 123456789:AAE….',
      ),
    chat_id: z
      .string()
      .trim()
      .max(40)
      .regex(
        /^(-?\d{1,20}|@[A-Za-z]\w{3,31})$/,
        'A chat ID is a number (of groups with a minus before it), or the @name of a public channel.',
      ),
    message_thread_id: z.string().trim().max(12).regex(/^\d*$/, 'The ID of a topic is a number.').optional(),
  }),
  fields: [
    {
      name: 'bot_token',
      label: 'Bot token',
      input: 'secret',
      hint: 'From @BotFather, when the bot is made or by /token.',
      placeholder: '123456789:AAE…',
    },
    {
      name: 'chat_id',
      label: 'Chat ID',
      input: 'text',
      hint: 'The “id” of “chat” in the answer of getUpdates; for public channels their @name will do.',
      placeholder: '-1001234567890',
    },
    {
      name: 'message_thread_id',
      label: 'Topic ID',
      input: 'text',
      optional: true,
      hint: 'Of a group with topics: “message_thread_id” in the same answer, or the last number but one of a message’s link.',
      placeholder: '42',
    },
  ],
  steps: [
    'In Telegram, write /newbot to @BotFather, choose two names, and copy the token that it gives you.',
    'Write a message to the bot, or add it to the group or channel that is to be told (in channels as an administrator who may post).',
    'In groups, send a message that begins with a slash, such as /start, so that the bot gets to see it.',
    'Open https://api.telegram.org/bot<token>/getUpdates in a browser, with your token in it, and copy the number at “chat”, “id”.',
  ],
  docsUrl: 'https://core.telegram.org/bots/tutorial#obtain-your-bot-token',
});
