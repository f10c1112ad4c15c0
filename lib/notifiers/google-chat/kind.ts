import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

function faultOf({ protocol, hostname, pathname, searchParams }: URL): string | null {
  if (hostname !== 'chat.googleapis.com' || protocol !== 'https:') {
    return /(^|\.)google\.com$/.test(hostname)
      ? 'This is the link of a space. Make a webhook for it, under “Apps & integrations” of the space.'
      : 'The address of a Google Chat webhook begins with https://chat.googleapis.com/v1/spaces/.';
  }
  const isWhole =
    /^\/v1\/spaces\/[\w-]+\/messages$/.test(pathname) && searchParams.get('key') && searchParams.get('token');
  return isWhole ? null : 'The address is not whole: it ends with messages?key=…&token=…, so copy all of it.';
}

/** Only what it needs: how to reply is said by us, and must not stand there twice. */
function normalized(text: string): string {
  const { origin, pathname, searchParams } = new URL(text);
  const part = (name: string) => `${name}=${encodeURIComponent(searchParams.get(name) ?? '')}`;
  return `${origin}${pathname}?${part('key')}&${part('token')}`;
}

export const googleChatKind = defineKind({
  word: 'Google Chat',
  summary: 'A card in a space, with buttons, in one thread for each incident.',
  group: 'chat',
  configSchema: z.strictObject({ url: checkedUrl(faultOf).transform(normalized) }),
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      input: 'secret_url',
      hint: 'Copied from “Webhooks”, under “Apps & integrations” of the space.',
      placeholder: 'https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…',
    },
  ],
  steps: [
    'Open Google Chat in a browser and the space that is to be told. Webhooks need Google Workspace.',
    'Choose the arrow beside the space’s name, then “Apps & integrations”.',
    'Choose “Add webhooks”, give it a name, and save.',
    'Choose the three dots beside it, “Copy link”, and paste the link here.',
  ],
  docsUrl: 'https://developers.google.com/workspace/chat/quickstart/webhooks',
});
