import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { maxComponents, pageLocales } from '@/lib/status-pages/constants';
import { subscriberKinds, subscriberStates } from '@/lib/subscribers/constants';

const componentIds = z.array(idSchema('cmp')).min(1).max(maxComponents).nullable();
const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** By a visitor: nobody is told anything until the mailbox has confirmed. */
export const subscribeInput = z.strictObject({
  page_id: idSchema('pag'),
  email,
  locale: z.enum(pageLocales),
  component_ids: componentIds.default(null),
});
export type SubscribeInput = z.input<typeof subscribeInput>;

/** By people of the organization. A mailbox is asked to confirm here too. */
export const createSubscriberInput = z.discriminatedUnion('kind', [
  z.strictObject({
    page_id: idSchema('pag'),
    kind: z.literal('email'),
    email,
    locale: z.enum(pageLocales).optional(),
    component_ids: componentIds.default(null),
  }),
  z.strictObject({
    page_id: idSchema('pag'),
    kind: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/ }).max(2048),
    component_ids: componentIds.default(null),
  }),
  z.strictObject({
    page_id: idSchema('pag'),
    kind: z.literal('slack'),
    url: z.url({ protocol: /^https?$/ }).max(2048),
    component_ids: componentIds.default(null),
  }),
]);
export type CreateSubscriberInput = z.input<typeof createSubscriberInput>;

export const subscriberRef = z.strictObject({ page_id: idSchema('pag'), id: idSchema('sub') });
export const listSubscribersInput = z.strictObject({
  page_id: idSchema('pag'),
  kind: z.enum(subscriberKinds).optional(),
  state: z.enum(subscriberStates).optional(),
  q: z.string().trim().max(200).optional(),
  ...pageInput,
});
/** In an address: divided by commas. */
function listOf<Item extends z.ZodType<unknown, string>>(item: Item, most: number) {
  return z
    .union([
      z.array(item).max(most),
      z
        .string()
        .max(20_000)
        .transform((text) => text.split(',').filter((part) => part !== ''))
        .pipe(z.array(item).max(most)),
    ])
    .default([]);
}

/** Who would be told of an update that affects these components. */
export const countAudienceInput = z.strictObject({
  page_id: idSchema('pag'),
  component_ids: listOf(idSchema('cmp'), maxComponents),
  /** As if the page were for mailboxes of these domains; without any, as it is. */
  allowed_email_domains: listOf(z.string().trim().toLowerCase().max(253), 50),
});

/** By whoever holds the link of a mail. */
export const updateSubscriptionInput = z.strictObject({
  locale: z.enum(pageLocales),
  component_ids: componentIds,
});

const instant = z.iso.datetime().max(40);

export const subscriberView = z.strictObject({
  id: idSchema('sub'),
  page_id: idSchema('pag'),
  kind: z.enum(subscriberKinds),
  address: z.string().max(254),
  component_ids: z.array(idSchema('cmp')).max(maxComponents).nullable(),
  locale: z.enum(pageLocales),
  state: z.enum(subscriberStates),
  disabled_reason: z.string().max(500).nullable(),
  last_notified_at: instant.nullable(),
  created_at: instant,
});
export type SubscriberView = z.output<typeof subscriberView>;

/** The signing secret of a webhook is in this answer and in no other. */
export const createdSubscriberView = z.strictObject({
  ...subscriberView.shape,
  signing_secret: z.string().max(100).optional(),
});
export type CreatedSubscriberView = z.output<typeof createdSubscriberView>;

export const audienceView = z.strictObject({
  email: z.int(),
  webhook: z.int(),
  slack: z.int(),
  /** Mailboxes that have subscribed and are not told, for they are of none of the domains that the page is for. */
  outside_domains: z.int(),
  /** The first of them, to be shown. */
  examples: z.array(z.strictObject({ kind: z.enum(subscriberKinds), address: z.string().max(254) })).max(20),
});
export type AudienceView = z.output<typeof audienceView>;
