/** `email` asks for itself and confirms; the others are added by people of the organization. */
export const subscriberKinds = ['email', 'webhook', 'slack'] as const;
export type SubscriberKind = (typeof subscriberKinds)[number];

export const notificationStatuses = ['pending', 'sending', 'sent', 'failed', 'suppressed'] as const;
export type NotificationStatus = (typeof notificationStatuses)[number];
