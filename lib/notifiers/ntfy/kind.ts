import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

const server = checkedUrl((url) => {
  if (url.search !== '' || url.hash !== '') return 'leave out what comes after a ? or a #';
  if (/^(app\.)?ntfy\.sh$/.test(url.hostname) && url.pathname !== '/') {
    return 'give the address of the server alone, as in https://ntfy.sh; the topic has a field of its own';
  }
  return null;
}).transform((url) => url.replace(/\/+$/, ''));

export const ntfyKind = defineKind({
  word: 'ntfy',
  summary:
    'A push notification to everybody who has subscribed to a topic, on ntfy.sh or a server of your own.',
  group: 'push',
  configSchema: z.strictObject({
    server: server.default('https://ntfy.sh'),
    topic: z
      .string()
      .trim()
      .max(64)
      .regex(/^[-_A-Za-z0-9]{1,64}$/, 'a topic has letters, digits, hyphens and underscores, at most 64'),
    token: z
      .string()
      .trim()
      .max(200)
      .regex(/^tk_[A-Za-z0-9]{20,100}$/, 'an access token begins with tk_')
      .optional(),
  }),
  fields: [
    {
      name: 'topic',
      label: 'Topic',
      input: 'text',
      hint: 'On ntfy.sh whoever knows the name of a topic can read it, so take one that cannot be guessed.',
      placeholder: 'alerts-8f3kq2v9',
    },
    {
      name: 'server',
      label: 'Server',
      input: 'url',
      hint: 'The address of the server, without the topic.',
      placeholder: 'https://ntfy.sh',
      initial: 'https://ntfy.sh',
    },
    {
      name: 'token',
      label: 'Access token',
      input: 'secret',
      optional: true,
      hint: 'Only where the topic is protected: in the web app under Account, Access tokens.',
      placeholder: 'tk_…',
    },
  ],
  steps: [
    'In the ntfy app choose “Add subscription” and enter a topic that nobody can guess; with a server of your own, enter its address there too.',
    'Enter the same topic here.',
    'Where the topic is reserved or the server asks for a login, open Account in the web app, create an access token and enter it here.',
  ],
  docsUrl: 'https://docs.ntfy.sh/publish/',
});
