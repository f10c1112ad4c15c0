import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

/** A server may be installed below a path; older addresses have the user’s id between the two parts. */
function faultOf({ pathname }: URL): string | null {
  return /\/hooks\/[^/]+(\/[^/]+){1,2}$/.test(pathname)
    ? null
    : 'The address of an incoming webhook ends with /hooks/, an ID and a token, as in https://chat.example.com/hooks/…/….';
}

export const rocketChatKind = defineKind({
  word: 'Rocket.Chat',
  summary: 'A message in a room of your own server, with a bar in the colour of the state.',
  group: 'chat',
  configSchema: z.strictObject({ url: checkedUrl(faultOf) }),
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      input: 'secret_url',
      hint: 'Shown on the page of the incoming integration once it is saved.',
      placeholder: 'https://chat.example.com/hooks/…/…',
    },
  ],
  steps: [
    'In Rocket.Chat, open “Administration”, then “Workspace”, then “Integrations”, and choose “New”.',
    'On the tab “Incoming”, switch on “Enabled” and give it a name.',
    'Under “Post to Channel”, enter the room that is to be told, such as #alerts; under “Post as”, an existing user, such as rocket.cat.',
    'Save, copy the “Webhook URL” that has appeared, and paste it here.',
  ],
  docsUrl: 'https://docs.rocket.chat/docs/integrations',
});
