import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

const wanted = 'The address of an incoming webhook begins with https://hooks.slack.com/services/.';

/** Other hosts are let through: there are servers that speak as Slack does. */
function faultOf({ protocol, hostname, pathname }: URL): string | null {
  if (!/(^|\.)slack(-gov)?\.com$/.test(hostname)) return null;
  if (!/^hooks\.slack(-gov)?\.com$/.test(hostname))
    return `This is a page of Slack, not a webhook. ${wanted}`;
  if (/^\/(workflows|triggers)\//.test(pathname)) {
    return `This address starts a workflow, which takes variables and no messages. ${wanted}`;
  }
  if (protocol !== 'https:') return wanted;
  return /^\/services\/[^/]+\/[^/]+\/[^/]+$/.test(pathname)
    ? null
    : 'The address is not whole: three parts come after /services/, as in https://hooks.slack.com/services/T…/B…/….';
}

export const slackKind = defineKind({
  word: 'Slack',
  summary: 'A message in a channel, with a colour for the state and buttons to acknowledge and to open.',
  group: 'chat',
  configSchema: z.strictObject({ url: checkedUrl(faultOf) }),
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      input: 'secret_url',
      hint: 'Under “Incoming Webhooks” of your Slack app; each one posts to one channel.',
      placeholder: 'https://hooks.slack.com/services/T…/B…/…',
    },
  ],
  steps: [
    'Open api.slack.com/apps, choose “Create New App”, then “From scratch”, and pick your workspace.',
    'Under “Features”, open “Incoming Webhooks” and switch on “Activate Incoming Webhooks”.',
    'Choose “Add New Webhook”, pick the channel that is to be told, and choose “Allow”.',
    'Copy the webhook URL from the table and paste it here.',
  ],
  docsUrl: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
});
