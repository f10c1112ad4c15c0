/** `channel_disabled` tells of no incident: one channel was switched off, the others of the project say so. */
export const deliveryTransitions = [
  'opened',
  'acknowledged',
  'escalated',
  'reminder',
  'resolved',
  'test',
  'channel_disabled',
] as const;
export type DeliveryTransition = (typeof deliveryTransitions)[number];

/** `suppressed`: its channel was switched off before it could be sent. */
export const deliveryStatuses = ['pending', 'sending', 'delivered', 'failed', 'suppressed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];
