import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { channelTypes } from '@/lib/notifiers/constants';
import { emailConfig, webhookConfig } from '@/lib/notifiers/schema';

const name = z.string().trim().min(1).max(120);

const common = {
  project_id: idSchema('prj'),
  /** The first address or the host of the target where no name is given. */
  name: name.optional(),
  enabled: z.boolean().default(true),
};

export const createChannelInput = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('email'), config: emailConfig }),
  z.strictObject({ ...common, type: z.literal('webhook'), config: webhookConfig }),
]);
export type CreateChannelInput = z.input<typeof createChannelInput>;

/** A merge patch (RFC 7396): `config` is merged member by member. */
export const updateChannelInput = z.strictObject({
  id: idSchema('chn'),
  name: name.optional(),
  config: z.record(z.string().max(64), z.json()).optional(),
  enabled: z.boolean().optional(),
});
export type UpdateChannelInput = z.input<typeof updateChannelInput>;

export const channelRef = z.strictObject({ id: idSchema('chn') });

export const listChannelsInput = z.strictObject({
  project_id: idSchema('prj').optional(),
  type: z.enum(channelTypes).optional(),
  enabled: z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]).optional(),
  ...pageInput,
});

const instant = z.iso.datetime().max(40);

export const channelView = z.strictObject({
  id: idSchema('chn'),
  project_id: idSchema('prj'),
  type: z.enum(channelTypes),
  name: z.string().max(120),
  /** Secrets (the values of headers) are shown as `********`; sent back so, they stay. */
  config: z.record(z.string().max(64), z.json()),
  enabled: z.boolean(),
  /** Why Stillup switched it off, where it did. */
  disabled_reason: z.string().max(1000).nullable(),
  last_delivery_at: instant.nullable(),
  last_error: z.string().max(2000).nullable(),
  created_at: instant,
  updated_at: instant,
});
export type ChannelView = z.output<typeof channelView>;

/** The secret is told here and never again. */
export const createdChannelView = z.strictObject({
  ...channelView.shape,
  signing_secret: z.string().max(200).optional(),
});
export type CreatedChannelView = z.output<typeof createdChannelView>;
