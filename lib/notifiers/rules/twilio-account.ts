import { z } from 'zod';

const accountSid = z
  .string()
  .trim()
  .max(64)
  .regex(/^AC[0-9a-fA-F]{32}$/, 'an account SID begins with AC and has 34 characters');
const apiKeySid = z
  .string()
  .trim()
  .max(64)
  .regex(/^SK[0-9a-fA-F]{32}$/, 'the SID of an API key begins with SK and has 34 characters');

/** The members of a config that say who pays. */
export const twilioShape = {
  account_sid: accountSid,
  api_key_sid: apiKeySid.optional(),
  secret: z.string().trim().min(16).max(200),
};

export const twilioFields = [
  {
    name: 'account_sid',
    label: 'Account SID',
    input: 'text',
    hint: 'On the first page of the Twilio Console, under Account Info.',
    placeholder: 'AC…',
  },
  {
    name: 'api_key_sid',
    label: 'API key SID',
    input: 'text',
    optional: true,
    hint: 'Leave it out to sign in with the auth token of the account.',
    placeholder: 'SK…',
  },
  {
    name: 'secret',
    label: 'Auth token, or secret of the API key',
    input: 'secret',
    hint: 'The auth token stands below the account SID; the secret of an API key is shown once, when it is made.',
  },
] as const;
