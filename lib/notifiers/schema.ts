import { z } from 'zod';
import { addressPattern } from '@/lib/email/rules/mail-headers';
import { requestHeaders, requestUrl } from '@/lib/net/schema';
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

const webhookHeaders = requestHeaders({ reserved: reservedHeaders, setBy: 'Stillup', max: 20 });

export const webhookConfig = z.strictObject({ url: requestUrl, headers: webhookHeaders.default({}) });
export type WebhookConfig = z.output<typeof webhookConfig>;

/** One per kind of channel; the forms, the API and the notifiers share them. */
export const configSchemas = {
  email: emailConfig,
  webhook: webhookConfig,
} as const satisfies Record<ChannelType, z.ZodType>;

export type ChannelConfigs = { [Type in ChannelType]: z.output<(typeof configSchemas)[Type]> };
