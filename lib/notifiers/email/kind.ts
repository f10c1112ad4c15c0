import { z } from 'zod';
import { addressPattern } from '@/lib/email/rules/mail-headers';
import { defineKind } from '@/lib/notifiers/rules/kind';

const mailAddress = z.string().trim().max(254).regex(addressPattern, 'expected a mail address');

const configSchema = z.strictObject({
  to: z
    .array(mailAddress)
    .min(1)
    .max(50)
    .transform((addresses) => {
      const byLower = new Map(addresses.map((address) => [address.toLowerCase(), address]));
      return [...byLower.values()];
    }),
});

export const emailKind = defineKind({
  word: 'E-mail',
  summary: 'A mail to each address, with the evidence, in one thread for each incident.',
  group: 'mail',
  configSchema,
  fields: [
    {
      name: 'to',
      label: 'Addresses',
      input: 'list',
      hint: 'One a line. Everybody gets their own mail.',
      placeholder: 'on-call@example.com',
    },
  ],
  steps: [],
  docsUrl: null,
});
