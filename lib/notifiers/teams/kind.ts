import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

const template =
  'In Teams, make a workflow from the template “Send webhook alerts to a channel” and paste its link here.';

/** Workflows have addresses in many domains of Microsoft, old and new; only what is surely something else is refused. */
function faultOf({ protocol, hostname, pathname, search }: URL): string | null {
  const isConnector =
    /(^|\.)webhook\.office(365)?\.com$/.test(hostname) ||
    (/^outlook\.office(365)?\.com$/.test(hostname) && /^\/webhook/i.test(pathname));
  if (isConnector) {
    return `This is a Microsoft 365 connector, and Microsoft has retired those. ${template}`;
  }
  if (/^(teams\.microsoft|teams\.cloud\.microsoft|teams\.live)\b/.test(hostname)) {
    return `This is the link of a channel or chat, not a webhook. ${template}`;
  }
  if (/^(make|flow)\.(powerautomate|microsoft)\.com$/.test(hostname)) {
    return `This is the page of the workflow. Its webhook link stands in its first step, “When a Teams webhook request is received”.`;
  }
  const isWorkflow = /(^|\.)(logic\.azure\.(com|us|cn)|powerplatform\.(com|us|cn))$/.test(hostname);
  if (isWorkflow && (protocol !== 'https:' || !/[?&]sig=[^&]/.test(search))) {
    return 'The link is not whole: it begins with https:// and contains “sig=” near its end, so copy all of it.';
  }
  return null;
}

export const teamsKind = defineKind({
  word: 'Microsoft Teams',
  summary: 'An adaptive card in a channel or chat, by a workflow, with buttons to acknowledge and to open.',
  group: 'chat',
  configSchema: z.strictObject({ url: checkedUrl(faultOf) }),
  fields: [
    {
      name: 'url',
      label: 'Workflow webhook URL',
      input: 'secret_url',
      hint: 'Shown when the workflow is made, and later in its first step. Connectors of webhook.office.com no longer work.',
      placeholder: 'https://….environment.api.powerplatform.com/…/triggers/manual/paths/invoke?…&sig=…',
    },
  ],
  steps: [
    'In Teams, point at the channel that is to be told, choose “More options” (the three dots), then “Workflows”.',
    'Search for “webhook” and choose the template “Send webhook alerts to a channel”.',
    'Give it a name, check the account that it runs as, and choose “Next”.',
    'Check team and channel, and choose “Add workflow”.',
    'Copy the link that appears and paste it here. Add a second owner to the workflow, or it ends with your account.',
  ],
  docsUrl:
    'https://support.microsoft.com/en-us/office/create-incoming-webhooks-with-workflows-for-microsoft-teams-8ae491c7-0394-4861-ba59-055e33f75498',
});
