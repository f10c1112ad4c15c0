import { z } from 'zod';
import { defineKind } from '@/lib/notifiers/rules/kind';

/** Source: https://docs.datadoghq.com/getting_started/site/#access-the-datadog-site */
const sites = [
  'datadoghq.com',
  'us3.datadoghq.com',
  'us5.datadoghq.com',
  'datadoghq.eu',
  'ap1.datadoghq.com',
  'ap2.datadoghq.com',
  'ddog-gov.com',
] as const;

export const datadogKind = defineKind({
  word: 'Datadog events',
  summary: 'An event for each step of an incident, all of them under one key.',
  group: 'code',
  configSchema: z.strictObject({
    site: z.enum(sites).default('datadoghq.com'),
    api_key: z
      .string()
      .trim()
      .max(64)
      .regex(/^[0-9a-f]{32}$/i, 'an API key has 32 digits and letters from a to f'),
    tags: z
      .array(
        z
          .string()
          .trim()
          .min(1)
          .max(200)
          .regex(/^[^\s,]+$/, 'a tag has no spaces and no commas'),
      )
      .max(20)
      .default([]),
  }),
  fields: [
    {
      name: 'site',
      label: 'Site',
      input: 'choice',
      hint: 'It stands in the address under which you open Datadog.',
      choices: sites.map((site) => ({ value: site, label: site })),
      initial: 'datadoghq.com',
    },
    {
      name: 'api_key',
      label: 'API key',
      input: 'secret',
      hint: 'An API key, and not an application key.',
    },
    {
      name: 'tags',
      label: 'Tags',
      input: 'list',
      optional: true,
      hint: 'One a line; each event carries them.',
      placeholder: 'env:production',
    },
  ],
  steps: [
    'In Datadog open “Organization Settings”, then “API Keys”.',
    'Choose “New Key”, name it Stillup, create it and copy the key.',
    'Choose here the site that stands in the address of your Datadog.',
  ],
  docsUrl: 'https://docs.datadoghq.com/api/latest/events/#post-an-event',
});
