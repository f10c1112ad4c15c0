import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

export const opsgeniePriorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;

const apiUrl = checkedUrl((url) => {
  if (url.search !== '' || url.hash !== '') return 'leave out what comes after a ? or a #';
  if (
    /(^|\.)(app|www)\.(eu\.)?opsgenie\.com$/.test(url.hostname) ||
    url.hostname.endsWith('.atlassian.net')
  ) {
    return 'this is the address of the pages; the API is at https://api.atlassian.com/jsm/ops/integration/v2, https://api.opsgenie.com or https://api.eu.opsgenie.com';
  }
  return null;
}).transform((url) => url.replace(/\/+$/, '').replace(/\/alerts$/, ''));

export const opsgenieKind = defineKind({
  word: 'Opsgenie or Jira Service Management',
  summary: 'An alert for each incident, acknowledged and closed along with it.',
  group: 'on_call',
  configSchema: z.strictObject({
    api_url: apiUrl,
    api_key: z
      .string()
      .trim()
      .max(200)
      .regex(/^[\w-]{20,200}$/, 'an API key has letters, digits and hyphens, and nothing else'),
    priority: z.enum(opsgeniePriorities).default('P1'),
  }),
  fields: [
    {
      name: 'api_url',
      label: 'API address',
      input: 'url',
      hint: 'For Opsgenie https://api.opsgenie.com or, in the EU, https://api.eu.opsgenie.com. Atlassian ends the Opsgenie API in April 2027; Jira Service Management stays.',
      placeholder: 'https://api.atlassian.com/jsm/ops/integration/v2',
      initial: 'https://api.atlassian.com/jsm/ops/integration/v2',
    },
    {
      name: 'api_key',
      label: 'API key',
      input: 'secret',
      hint: 'Of an integration of the kind API. Keys from “API key management” may not create alerts.',
    },
    {
      name: 'priority',
      label: 'Priority of what is down',
      input: 'choice',
      choices: [
        { value: 'P1', label: 'P1, critical' },
        { value: 'P2', label: 'P2, high' },
        { value: 'P3', label: 'P3, moderate' },
        { value: 'P4', label: 'P4, low' },
        { value: 'P5', label: 'P5, informational' },
      ],
      initial: 'P1',
    },
  ],
  steps: [
    'In Jira Service Management open Operations and choose your team; in Opsgenie open Teams and choose it there.',
    'Open Integrations, choose “Add integration”, select “API”, name it and finish.',
    'Make sure that the integration may create alerts, turn it on and copy its API key.',
  ],
  docsUrl:
    'https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v1/api-group-integration-events/',
});
