/** Of one window: planned, running, over, or called off before it began. */
export const windowStatuses = ['scheduled', 'active', 'completed', 'cancelled'] as const;
export type WindowStatus = (typeof windowStatuses)[number];

/** Of a maintenance as a whole: one of its windows runs, one is to come, all are over, or it was called off. */
export const maintenanceStatuses = ['active', 'scheduled', 'completed', 'cancelled'] as const;
export type MaintenanceStatus = (typeof maintenanceStatuses)[number];

export const maxOnceDays = 90;
export const minWindowMinutes = 1;
export const maxWindowMinutes = 10_080;
