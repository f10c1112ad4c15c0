import { z } from 'zod';
import { defineKind } from '@/lib/notifiers/rules/kind';
import { phoneNumbers } from '@/lib/notifiers/rules/phone-numbers';
import { twilioFields, twilioShape } from '@/lib/notifiers/rules/twilio-account';

/** A number, a short code, a name of at most 11 characters, or a messaging service. */
const sender = z
  .string()
  .trim()
  .max(34)
  .regex(
    /^(\+[1-9]\d{6,14}|\d{3,8}|MG[0-9a-fA-F]{32}|(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11})$/,
    'write a number as in +15005550006, a short code, a name of at most 11 characters, or a messaging service SID',
  );

export const smsKind = defineKind({
  word: 'SMS (Twilio)',
  summary: 'A short text to each phone, with what is down, since when, and a link.',
  group: 'phone',
  configSchema: z.strictObject({ to: phoneNumbers, sender, ...twilioShape }),
  fields: [
    {
      name: 'to',
      label: 'Phone numbers',
      input: 'list',
      hint: 'One a line, each with the code of its country. At most ten.',
      placeholder: '+4915112345678',
    },
    {
      name: 'sender',
      label: 'Sender',
      input: 'text',
      hint: 'Your Twilio number, a messaging service SID (MG…), or a sender name where the country allows one.',
      placeholder: '+15005550006',
    },
    ...twilioFields,
  ],
  steps: [
    'In the Twilio Console copy the Account SID and the Auth Token from Account Info. Better still: under Account Management, API keys & tokens, create an API key and use its SID and secret.',
    'Under Phone Numbers, Manage, Active numbers copy a number that can send SMS, or under Messaging, Services the SID of a messaging service.',
    'Under Messaging, Settings, Geo permissions allow the countries of the numbers that are to be told.',
  ],
  docsUrl: 'https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource',
});
