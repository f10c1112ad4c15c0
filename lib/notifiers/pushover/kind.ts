import { z } from 'zod';
import { defineKind } from '@/lib/notifiers/rules/kind';

export const pushoverPriorities = ['normal', 'high', 'emergency'] as const;

const key = (fault: string) =>
  z
    .string()
    .trim()
    .max(64)
    .regex(/^[A-Za-z0-9]{30}$/, fault);

export const pushoverKind = defineKind({
  word: 'Pushover',
  summary:
    'A push notification to a person or a group; as an emergency it repeats until somebody confirms it.',
  group: 'push',
  configSchema: z.strictObject({
    user_key: key('a user or group key has 30 letters and digits; it is not the mail address'),
    app_token: key('an API token has 30 letters and digits'),
    priority: z.enum(pushoverPriorities).default('high'),
    retry_seconds: z.number().int().min(30).max(3600).default(60),
    expire_seconds: z.number().int().min(60).max(10_800).default(3600),
  }),
  fields: [
    {
      name: 'user_key',
      label: 'User or group key',
      input: 'text',
      hint: 'On the first page after login, at the top right; that of a group on the group’s page.',
      placeholder: '30 letters and digits',
    },
    {
      name: 'app_token',
      label: 'API token',
      input: 'secret',
      hint: 'Of an application that you create for Stillup.',
      placeholder: '30 letters and digits',
    },
    {
      name: 'priority',
      label: 'Priority of what is down',
      input: 'choice',
      hint: 'High rings through quiet hours. An emergency repeats until somebody confirms it, or the incident is acknowledged or over.',
      choices: [
        { value: 'normal', label: 'Normal' },
        { value: 'high', label: 'High' },
        { value: 'emergency', label: 'Emergency' },
      ],
      initial: 'high',
    },
    {
      name: 'retry_seconds',
      label: 'An emergency repeats every … seconds',
      input: 'number',
      optional: true,
      hint: 'From 30 seconds on.',
      initial: '60',
    },
    {
      name: 'expire_seconds',
      label: 'An emergency gives up after … seconds',
      input: 'number',
      optional: true,
      hint: 'At most 10800, which is three hours.',
      initial: '3600',
    },
  ],
  steps: [
    'Log in to pushover.net and copy Your User Key; to tell several people, create a group and copy its key.',
    'Choose “Create an Application/API Token”, name it Stillup and create it.',
    'Copy its API Token/Key.',
  ],
  docsUrl: 'https://pushover.net/api',
});
