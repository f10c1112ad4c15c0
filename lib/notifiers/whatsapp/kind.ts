import { z } from 'zod';
import { defineKind } from '@/lib/notifiers/rules/kind';
import { phoneNumbers } from '@/lib/notifiers/rules/phone-numbers';

/**
 * The body of the template that has to be registered. Meta refuses one that begins or ends with a variable, that has
 * two of them with nothing but space between, or few words for many variables.
 */
export const whatsAppTemplateBody =
  'Stillup alert: {{1}}\n\nDetails: {{2}}\n\nMore: {{3}}\n\nYou get this message because your number is in a channel of Stillup.';

export const whatsAppKind = defineKind({
  word: 'WhatsApp',
  summary: 'A message to each phone by the WhatsApp Cloud API, from a template that Meta has approved.',
  group: 'phone',
  configSchema: z.strictObject({
    to: phoneNumbers,
    phone_number_id: z
      .string()
      .trim()
      .max(32)
      .regex(/^\d{5,32}$/, 'this is the ID of the number, digits only; it is not the number itself'),
    access_token: z.string().trim().min(20).max(1000).regex(/^\S+$/, 'a token has no spaces'),
    template_name: z
      .string()
      .trim()
      .max(512)
      .regex(/^[a-z0-9_]+$/, 'the name of a template has small letters, digits and underscores')
      .default('stillup_alert'),
    template_language: z
      .string()
      .trim()
      .max(16)
      .regex(/^[a-z]{2,3}(_[A-Z]{2,4})?$/, 'write the language as WhatsApp Manager does, as in en or en_US')
      .default('en'),
  }),
  fields: [
    {
      name: 'to',
      label: 'Phone numbers',
      input: 'list',
      hint: 'One a line, each with the code of its country. Everybody must have agreed to get messages.',
      placeholder: '+4915112345678',
    },
    {
      name: 'phone_number_id',
      label: 'Phone number ID',
      input: 'text',
      hint: 'Of the number that sends: in the app’s dashboard under WhatsApp, API Setup, below “From”.',
    },
    {
      name: 'access_token',
      label: 'Access token',
      input: 'secret',
      hint: 'Of a system user, with the permission whatsapp_business_messaging. The one shown under API Setup ends within a day.',
    },
    {
      name: 'template_name',
      label: 'Template',
      input: 'text',
      hint: 'The name under which you have registered it.',
      placeholder: 'stillup_alert',
      initial: 'stillup_alert',
    },
    {
      name: 'template_language',
      label: 'Language of the template',
      input: 'text',
      hint: 'Exactly the one that you have registered it in.',
      placeholder: 'en',
      initial: 'en',
    },
  ],
  steps: [
    'On developers.facebook.com create an app with the use case of WhatsApp, and add your number under WhatsApp, API Setup. Copy the phone number ID there.',
    'In the Business settings, under Users, System users, add a system user, assign the app and the WhatsApp account to it, and generate a token that never expires with whatsapp_business_messaging.',
    'In WhatsApp Manager, under Message templates, create a template of the category Utility, with the name stillup_alert, the language English and variables of the type Number.',
    `Its body: “${whatsAppTemplateBody.replaceAll('\n\n', ' ')}” Begin a new line before “Details”, “More” and “You get”. {{1}} is the state and the name, {{2}} what happened and since when, {{3}} the link.`,
    'As samples give “Down: Checkout API”, “It answers with status 503. Since 1 Mar 2026, 12:00:00 UTC.” and “https://example.com/incidents/1”, submit it and wait until it is active.',
  ],
  docsUrl: 'https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates',
});
