import { z } from 'zod';
import { defineKind } from '@/lib/notifiers/rules/kind';
import { phoneNumber, phoneNumbers } from '@/lib/notifiers/rules/phone-numbers';
import { twilioFields, twilioShape } from '@/lib/notifiers/rules/twilio-account';

export const voiceKind = defineKind({
  word: 'Phone call (Twilio)',
  summary:
    'A call that says what is down. Only openings, escalations and reminders ring; recoveries, acknowledgements and reports do not.',
  group: 'phone',
  configSchema: z.strictObject({ to: phoneNumbers, from: phoneNumber, ...twilioShape }),
  fields: [
    {
      name: 'to',
      label: 'Phone numbers',
      input: 'list',
      hint: 'One a line, each with the code of its country. All are called at once, at most ten.',
      placeholder: '+4915112345678',
    },
    {
      name: 'from',
      label: 'Calls come from',
      input: 'text',
      hint: 'A Twilio number that can call, or a verified caller ID. Save it in the phones, and let it through at night.',
      placeholder: '+15005550006',
    },
    ...twilioFields,
  ],
  steps: [
    'In the Twilio Console copy the Account SID and the Auth Token from Account Info. Better still: under Account Management, API keys & tokens, create an API key and use its SID and secret.',
    'Under Phone Numbers, Manage, Active numbers copy a number that can make calls.',
    'Under Voice, Settings, Geo permissions allow the countries of the numbers that are to be called.',
  ],
  docsUrl: 'https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource',
});
