import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { type ChannelType, channelTypes } from '@/lib/notifiers/constants';
import { templateFaults } from '@/lib/notifiers/rules/template';
import { channelKinds } from '@/lib/notifiers/schema';

const name = z.string().trim().min(1).max(120);

/** Text with variables in double braces, out of a closed set. */
function template(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .superRefine((text, ctx) => {
      for (const message of templateFaults(text)) ctx.addIssue({ code: 'custom', message });
    });
}

const config = z.record(z.string().max(64), z.json());
const templates = z.strictObject({
  title: template(300).optional(),
  body: template(5000).optional(),
});

const common = {
  project_id: idSchema('prj'),
  /** The first address or the host of the target where no name is given. */
  name: name.optional(),
  enabled: z.boolean().default(true),
  /** Reaches this member, where a policy or a rota names them; null: a channel of the project. */
  user_id: idSchema('usr').nullable().default(null),
  templates: templates.default({}),
  /** A test every week; it stands in the ledger, and a failure is told by the other channels. */
  weekly_test: z.boolean().default(false),
};

const variants = channelTypes.map((type) => {
  const { word: title, summary: description, configSchema } = channelKinds[type];
  return z
    .strictObject({ ...common, type: z.literal(type), config: configSchema })
    .meta({ title, description });
});

type Variant = z.ZodObject<
  typeof common & { type: z.ZodLiteral<ChannelType>; config: z.ZodType<Record<string, unknown>> },
  z.core.$strict
>;

/** One variant for each kind of channel, with that kind's own config. */
export const createChannelInput = z.discriminatedUnion(
  'type',
  variants as unknown as [Variant, ...Variant[]],
);
export type CreateChannelInput = z.input<typeof createChannelInput>;

/** A merge patch (RFC 7396): `config` is merged member by member. */
export const updateChannelInput = z.strictObject({
  id: idSchema('chn'),
  name: name.optional(),
  config: config
    .optional()
    .describe('Members of the config of its type, as when it is created; null takes an optional one away.'),
  enabled: z.boolean().optional(),
  /** `null` for a title or body: ours again. */
  templates: z
    .strictObject({
      title: template(300).nullable().optional(),
      body: template(5000).nullable().optional(),
    })
    .optional(),
  weekly_test: z.boolean().optional(),
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
  /** Secrets are shown as `********`; sent back so, they stay. */
  config,
  user_id: idSchema('usr').nullable(),
  /** Its messages are signed: it has a signing secret, which can be replaced. */
  is_signed: z.boolean(),
  templates: z.strictObject({ title: z.string().max(300).optional(), body: z.string().max(5000).optional() }),
  weekly_test: z.boolean(),
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
