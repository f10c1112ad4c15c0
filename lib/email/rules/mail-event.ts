import { z } from 'zod';

const text = z.string().max(4000);
const tags = z.union([
  z.record(z.string().max(256), z.string().max(256)),
  z.array(z.object({ name: z.string().max(256), value: z.string().max(256) })).max(100),
]);

/** Resend adds members as it likes. Source: https://resend.com/docs/webhooks/emails/bounced */
const event = z.object({
  type: z.string().max(100),
  data: z.object({
    to: z.array(z.string().max(320)).max(100).default([]),
    tags: tags.optional(),
    bounce: z
      .object({ message: text.default(''), type: text.default(''), subType: text.default('') })
      .optional(),
    suppressed: z.object({ message: text.default('') }).optional(),
  }),
});

/** That an address takes no mail of ours any more; `deliveryId` where the mail was a message of a channel, or one to a subscriber. */
export type AddressLoss = {
  deliveryId: string | null;
  addresses: string[];
  reason: 'bounced' | 'complained';
  detail: string;
};

/** Null for everything that is no reason to stop: sent, delivered, opened, and a bounce that may pass. */
export function addressLoss(payload: unknown): AddressLoss | null {
  const parsed = event.safeParse(payload);
  if (!parsed.success) return null;
  const { type, data } = parsed.data;
  const lost = lossOf(type, data);
  return lost === null ? null : { ...lost, deliveryId: tagOf(data.tags), addresses: data.to.map(addressOf) };
}

type Data = z.output<typeof event>['data'];

function lossOf(type: string, { bounce, suppressed }: Data): Pick<AddressLoss, 'reason' | 'detail'> | null {
  switch (type) {
    case 'email.bounced':
      return bounce?.type.toLowerCase() === 'permanent'
        ? { reason: 'bounced', detail: bounce.message || 'The mail server refused the address for good.' }
        : null;
    case 'email.suppressed':
      return { reason: 'bounced', detail: suppressed?.message || 'Resend sends nothing to this address.' };
    case 'email.complained':
      return { reason: 'complained', detail: 'The reader has marked a mail as spam.' };
    default:
      return null;
  }
}

function tagOf(given: Data['tags']): string | null {
  if (given === undefined) return null;
  if (!Array.isArray(given)) return given['delivery_id'] ?? null;
  return given.find(({ name }) => name === 'delivery_id')?.value ?? null;
}

/** `Ada <ada@example.com>` as well. */
function addressOf(recipient: string): string {
  return (/<([^<>]+)>\s*$/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase();
}
