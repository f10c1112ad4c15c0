import { z } from 'zod';
import { deliveryStatuses, deliveryTransitions } from '@/lib/alerting/constants';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { channelTypes } from '@/lib/notifiers/constants';

export const deliveryRef = z.strictObject({ id: idSchema('dlv') });

export const listDeliveriesInput = z.strictObject({
  project_id: idSchema('prj').optional(),
  channel_id: idSchema('chn').optional(),
  incident_id: idSchema('inc').optional(),
  status: z.enum(deliveryStatuses).optional(),
  ...pageInput,
});

const instant = z.iso.datetime().max(40);

export const attemptView = z.strictObject({
  at: instant,
  ok: z.boolean(),
  status_code: z.int().nullable(),
  error: z.string().max(2000).nullable(),
  duration_ms: z.int(),
});
export type AttemptView = z.output<typeof attemptView>;

export const deliveryView = z.strictObject({
  id: idSchema('dlv'),
  channel_id: idSchema('chn'),
  channel: z.strictObject({ id: idSchema('chn'), name: z.string().max(120), type: z.enum(channelTypes) }),
  incident_id: idSchema('inc').nullable(),
  transition: z.enum(deliveryTransitions),
  status: z.enum(deliveryStatuses),
  attempts: z.array(attemptView).max(1000),
  /** When it is tried next; null while it is being sent and once it is settled. */
  next_attempt_at: instant.nullable(),
  created_at: instant,
  delivered_at: instant.nullable(),
});
export type DeliveryView = z.output<typeof deliveryView>;

/** With what was told, and with the receiver's raw answers. */
export const deliveryDetailView = z.strictObject({
  ...deliveryView.shape,
  attempts: z
    .array(z.strictObject({ ...attemptView.shape, answer: z.string().max(4096).nullable() }))
    .max(1000),
  message: z.record(z.string().max(64), z.json()),
});
export type DeliveryDetailView = z.output<typeof deliveryDetailView>;

export const channelTestView = z.strictObject({
  ok: z.boolean(),
  status_code: z.int().nullable(),
  /** The receiver's own words, cut at 2 KiB. */
  answer: z.string().max(4096).nullable(),
  error: z.string().max(2000).nullable(),
  duration_ms: z.int(),
  delivery_id: idSchema('dlv'),
});
export type ChannelTestView = z.output<typeof channelTestView>;
