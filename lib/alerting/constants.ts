import { incidentMessageKinds } from '@/lib/notifiers/constants';

/**
 * `flapping`: the monitor changes too often, the next word comes when it is stable. `channel_disabled` tells of no
 * incident: one channel was switched off, the others of the project say so. `digest`: what a storm brought, in one.
 */
export const deliveryTransitions = [...incidentMessageKinds, 'channel_disabled', 'digest', 'report'] as const;
export type DeliveryTransition = (typeof deliveryTransitions)[number];

/**
 * `folded`: a digest tells of it, and it shares what becomes of that one. `suppressed`: its channel was switched off,
 * or the incident was acknowledged or resolved, before it could be sent.
 */
export const deliveryStatuses = [
  'pending',
  'sending',
  'folded',
  'delivered',
  'failed',
  'suppressed',
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Why an opening is not told yet. It is told as soon as none of them holds and the outage still lasts. */
export const holdReasons = ['maintenance', 'parent', 'quiet_hours', 'flapping'] as const;
export type HoldReason = (typeof holdReasons)[number];
