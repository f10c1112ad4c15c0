import { z } from 'zod';
import { addressPattern } from '@/lib/email/rules/mail-headers';
import { parseTarget } from '@/lib/net/rules/parse-target';
import type { ChannelType } from '@/lib/notifiers/constants';

const mailAddress = z.string().trim().max(254).regex(addressPattern, 'expected a mail address');

export const emailConfig = z.strictObject({
  to: z
    .array(mailAddress)
    .min(1)
    .max(50)
    .transform((addresses) => {
      const byLower = new Map(addresses.map((address) => [address.toLowerCase(), address]));
      return [...byLower.values()];
    }),
});
export type EmailConfig = z.output<typeof emailConfig>;

/** RFC 9110 token. */
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Visible Latin-1 with inner spaces and tabs: whatever else would smuggle a second header or request. */
const headerValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** Ours, and those that frame the request: a receiver must be able to rely on them. */
const reservedHeaders = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'webhook-id',
  'webhook-signature',
  'webhook-timestamp',
  'x-uptime-signature',
]);

const webhookUrl = z
  .string()
  .min(1)
  .max(2048)
  .superRefine((value, ctx) => {
    const parsed = parseTarget(value);
    if (!parsed.ok) ctx.addIssue({ code: 'custom', message: parsed.message });
  });

const webhookHeaders = z
  .record(z.string().min(1).max(128).regex(headerName, 'not a valid header name'), z.string().max(4096))
  .superRefine((value, ctx) => {
    const seen = new Set<string>();
    for (const [name, content] of Object.entries(value)) {
      const lower = name.toLowerCase();
      const say = (message: string) => ctx.addIssue({ code: 'custom', path: [name], message });
      if (reservedHeaders.has(lower)) say('this header is set by Stillup itself');
      if (seen.has(lower)) say('this header is given twice');
      if (!headerValue.test(content)) say('a header value is one line of Latin-1 without control characters');
      seen.add(lower);
    }
    if (seen.size > 20) ctx.addIssue({ code: 'custom', message: 'at most 20 headers' });
  });

export const webhookConfig = z.strictObject({ url: webhookUrl, headers: webhookHeaders.default({}) });
export type WebhookConfig = z.output<typeof webhookConfig>;

/** One per kind of channel; the forms, the API and the notifiers share them. */
export const configSchemas = {
  email: emailConfig,
  webhook: webhookConfig,
} as const satisfies Record<ChannelType, z.ZodType>;

export type ChannelConfigs = { [Type in ChannelType]: z.output<(typeof configSchemas)[Type]> };
