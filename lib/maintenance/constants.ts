/** Of one window: planned, running, over, or called off before it began. */
export const windowStatuses = ['scheduled', 'active', 'completed', 'cancelled'] as const;
export type WindowStatus = (typeof windowStatuses)[number];
