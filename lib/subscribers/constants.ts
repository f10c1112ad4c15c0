/** `email` asks for itself and confirms; the others are added by people of the organization. */
export const subscriberKinds = ['email', 'webhook', 'slack'] as const;
export type SubscriberKind = (typeof subscriberKinds)[number];

export const notificationStatuses = ['pending', 'sending', 'sent', 'failed', 'suppressed'] as const;
export type NotificationStatus = (typeof notificationStatuses)[number];

export const subscriberStates = ['active', 'unconfirmed', 'unsubscribed', 'disabled'] as const;
export type SubscriberState = (typeof subscriberStates)[number];

/** How long a link to confirm works, and who has not is kept. */
export const confirmDays = 7;
