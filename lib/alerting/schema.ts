import { z } from 'zod';
import { deliveryStatuses, deliveryTransitions, holdReasons } from '@/lib/alerting/constants';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { channelTypes } from '@/lib/notifiers/constants';

export const deliveryRef = z.strictObject({ id: idSchema('dlv') });

export const listDeliveriesInput = z.strictObject({
  project_id: idSchema('prj').optional(),
  channel_id: idSchema('chn').optional(),
  incident_id: idSchema('inc').optional(),
  /** Those that this digest tells of. */
  digest_id: idSchema('dlv').optional(),
  status: z.enum(deliveryStatuses).optional(),
  transition: z.enum(deliveryTransitions).optional(),
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
  /** The digest that tells of it in its place; null where it is sent by itself. */
  digest_id: idSchema('dlv').nullable(),
  transition: z.enum(deliveryTransitions),
  /** What it says, in one line; null for a message of an earlier version that cannot be read. */
  headline: z.string().max(400).nullable(),
  status: z.enum(deliveryStatuses),
  attempts: z.array(attemptView).max(1000),
  /** When it is tried next; null while it is being sent and once it is settled. */
  next_attempt_at: instant.nullable(),
  created_at: instant,
  delivered_at: instant.nullable(),
});
export type DeliveryView = z.output<typeof deliveryView>;

/** What was sent, with every secret cut out. */
const sentRequestView = z.strictObject({
  /** `MAIL` for a mail; its `url` is then the address. */
  method: z.string().max(16),
  url: z.string().max(8192),
  headers: z.record(z.string().max(256), z.string().max(8192)),
  body: z.string().max(16_384),
});
export type SentRequestView = z.output<typeof sentRequestView>;

/** With what was told, what was sent, and the receiver's raw answers. */
export const deliveryDetailView = z.strictObject({
  ...deliveryView.shape,
  attempts: z
    .array(
      z.strictObject({
        ...attemptView.shape,
        request: sentRequestView.nullable(),
        answer: z.string().max(4096).nullable(),
      }),
    )
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
  request: sentRequestView.nullable(),
  delivery_id: idSchema('dlv'),
});
export type ChannelTestView = z.output<typeof channelTestView>;

const previewText = (max: number) => z.string().max(max).nullable().optional();

export const previewChannelInput = z.strictObject({
  id: idSchema('chn'),
  kind: z.enum(['opened', 'resolved']).default('opened'),
  /** In place of the stored ones; empty or null: ours. */
  templates: z.strictObject({ title: previewText(300), body: previewText(5000) }).optional(),
});

const line = z.string().max(10_000);

/** A sample message as the channel's notifier makes it. Nothing is sent. */
export const channelPreviewView = z.strictObject({
  headline: line,
  paragraphs: z.array(line).max(1000),
  facts: z.array(z.strictObject({ label: line, value: line })).max(100),
  requests: z.array(sentRequestView).max(100),
});
export type ChannelPreviewView = z.output<typeof channelPreviewView>;

export const getAlertTimesInput = z.strictObject({ project_id: idSchema('prj').optional() });

const alertTimes = {
  /** How many alerts were delivered. */
  count: z.int(),
  /** Milliseconds from the failure to the delivered alert; null where none was delivered. */
  p50_ms: z.int().nullable(),
  p95_ms: z.int().nullable(),
  p99_ms: z.int().nullable(),
};

export const alertTimesView = z.strictObject({
  from: instant,
  to: instant,
  ...alertTimes,
  /** Those in which an alert was delivered. */
  projects: z.array(z.strictObject({ project_id: idSchema('prj'), ...alertTimes })).max(10_000),
});
export type AlertTimesView = z.output<typeof alertTimesView>;

export const liftSuppressionInput = z.strictObject({
  id: idSchema('chn'),
  address: z.string().trim().min(3).max(320),
});
export const liftedSuppressionView = z.strictObject({ address: z.string().max(320) });

/** An address that gets no mail. `unsubscribed` holds for one channel, the others for the whole organization. */
export const suppressionView = z.strictObject({
  address: z.string().max(320),
  reason: z.enum(['bounced', 'complained', 'unsubscribed']),
  /** What the provider said. */
  detail: z.string().max(2000).nullable(),
  created_at: z.iso.datetime().max(40),
});
export type SuppressionView = z.output<typeof suppressionView>;

/** All null where nothing is to come. */
export const nextAlertView = z.strictObject({
  kind: z.enum(['opened', 'escalated', 'reminder', 'resolved']).nullable(),
  /** The number of the step or of the reminder, from 1. */
  step: z.int().nullable(),
  /** Null while it is held. */
  at: instant.nullable(),
  /** Whom the step names; null for what goes to everybody who is named so far, or was told. */
  targets: z.string().max(20_000).nullable(),
  held_for: z.enum(holdReasons).nullable(),
  /** In one sentence what it waits for. */
  held_detail: z.string().max(1000).nullable(),
});
export type NextAlertView = z.output<typeof nextAlertView>;
