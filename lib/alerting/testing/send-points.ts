/** Where a sender may die, in the order of one message's way. */
export const sendPoints = ['claimed', 'sent', 'recorded'] as const;
export type SendPoint = (typeof sendPoints)[number];

export type ToSender = { holdAt: SendPoint | null };
export type FromSender = { kind: 'ready' } | { kind: 'reached'; point: SendPoint };
