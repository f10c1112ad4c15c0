import { z } from 'zod';
import { defineKind } from '@/lib/notifiers/rules/kind';

export const pagerDutySeverities = ['critical', 'error', 'warning', 'info'] as const;

const integrationKey = z
  .string()
  .trim()
  .max(64)
  .regex(
    /^[A-Za-z0-9]{32}$/,
    'an integration key has 32 letters and digits; a shorter one with other characters is a key of the REST API, which takes no events',
  );

export const pagerDutyKind = defineKind({
  word: 'PagerDuty',
  summary: 'An alert in PagerDuty for each incident, acknowledged and resolved along with it.',
  group: 'on_call',
  configSchema: z.strictObject({
    integration_key: integrationKey,
    region: z.enum(['us', 'eu']).default('us'),
    severity: z.enum(pagerDutySeverities).default('critical'),
  }),
  fields: [
    {
      name: 'integration_key',
      label: 'Integration key',
      input: 'secret',
      hint: 'On the Integrations tab of the service, under Events API V2.',
      placeholder: '32 letters and digits',
    },
    {
      name: 'region',
      label: 'Service region',
      input: 'choice',
      hint: 'EU where your address is something.eu.pagerduty.com.',
      choices: [
        { value: 'us', label: 'United States' },
        { value: 'eu', label: 'European Union' },
      ],
      initial: 'us',
    },
    {
      name: 'severity',
      label: 'Severity of what is down',
      input: 'choice',
      hint: 'Rules in PagerDuty decide by it how loudly somebody is told.',
      choices: [
        { value: 'critical', label: 'Critical' },
        { value: 'error', label: 'Error' },
        { value: 'warning', label: 'Warning' },
        { value: 'info', label: 'Info' },
      ],
      initial: 'critical',
    },
  ],
  steps: [
    'In PagerDuty, open Services, then Service Directory, and choose the service that is to be alerted.',
    'On its Integrations tab choose “Add an integration”, select “Events API V2” and add it.',
    'Open the new integration there and copy its Integration Key.',
  ],
  docsUrl: 'https://support.pagerduty.com/main/docs/services-and-integrations',
});
