import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

/** A server may be installed below a path, so only the end of it is looked at. */
function faultOf({ pathname }: URL): string | null {
  return /\/hooks\/[A-Za-z0-9]+$/.test(pathname)
    ? null
    : 'The address of an incoming webhook ends with /hooks/ and a key, as in https://chat.example.com/hooks/xxxx.';
}

export const mattermostKind = defineKind({
  word: 'Mattermost',
  summary: 'A message in a channel of your own server, with a bar in the colour of the state.',
  group: 'chat',
  configSchema: z.strictObject({ url: checkedUrl(faultOf) }),
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      input: 'secret_url',
      hint: 'Shown when the incoming webhook is made, and in the list of incoming webhooks.',
      placeholder: 'https://chat.example.com/hooks/…',
    },
  ],
  steps: [
    'In Mattermost, open the product menu (the grid at the top left) and choose “Integrations”.',
    'Choose “Incoming Webhooks”, then “Add Incoming Webhook”.',
    'Give it a title, choose the channel that is to be told, and save.',
    'Copy the URL and paste it here. Without “Integrations” in the menu, ask a system administrator.',
  ],
  docsUrl: 'https://developers.mattermost.com/integrate/webhooks/incoming/',
});
